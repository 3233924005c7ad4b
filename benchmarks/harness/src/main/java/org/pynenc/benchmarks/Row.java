package org.pynenc.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * One figure that was measured, or why there is none.
 *
 * @param contender who was measured
 * @param workload in which workload, as in {@code W1}
 * @param scene in which part of it
 * @param metric what was measured
 * @param round in which round
 * @param value the figure; not a number if there is none
 * @param unit the unit of the figure, or why there is none
 */
public record Row(String contender, String workload, String scene, String metric, int round, double value,
		String unit) {

	/**
	 * The names of the columns.
	 */
	public static final String HEADER = "contender,workload,scene,metric,round,value,unit";

	private static final int COLUMNS = 7;

	/**
	 * The row as a line of a file.
	 * @return the values, with commas between them
	 */
	public String toCsv() {
		String figure = isAbsent() ? "" : String.format(Locale.ROOT, "%.3f", this.value);
		return String.join(",", List.of(this.contender, this.workload, this.scene, this.metric,
				String.valueOf(this.round), figure, this.unit));
	}

	/**
	 * Reads a line of a file.
	 * @param line what {@link #toCsv()} gave
	 * @return the row
	 */
	public static Row ofCsv(String line) {
		String[] columns = line.split(",", -1);
		if (columns.length != COLUMNS) {
			throw new IllegalArgumentException("Not a row of " + COLUMNS + " columns: " + line);
		}
		double value = columns[5].isEmpty() ? Double.NaN : Double.parseDouble(columns[5]);
		return new Row(columns[0], columns[1], columns[2], columns[3], Integer.parseInt(columns[4]), value, columns[6]);
	}

	/**
	 * Whether there is no figure.
	 * @return {@code true} if the unit says why there is none
	 */
	public boolean isAbsent() {
		return Double.isNaN(this.value);
	}

}
