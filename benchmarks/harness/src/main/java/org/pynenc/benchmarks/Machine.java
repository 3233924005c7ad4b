package org.pynenc.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The machine that this runs on.
 */
public final class Machine {

	private static final Path STAT = Path.of("/proc/stat");

	/**
	 * The columns user, nice, system, irq, softirq and steal.
	 */
	private static final int[] BUSY = { 1, 2, 3, 6, 7, 8 };

	private static final double TICKS_A_SECOND = 100;

	private Machine() {
	}

	static int processors() {
		return Runtime.getRuntime().availableProcessors();
	}

	/**
	 * The processor time of all processes, or 0 where the system does not tell.
	 */
	static double busySeconds() {
		return Files.exists(STAT) ? busySeconds(firstLine()) : 0;
	}

	private static String firstLine() {
		try (Stream<String> lines = Files.lines(STAT)) {
			return lines.findFirst().orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static double busySeconds(String line) {
		String[] columns = line.trim().split(" +");
		long ticks = 0;
		for (int column : BUSY) {
			ticks += Long.parseLong(columns[column]);
		}
		return ticks / TICKS_A_SECOND;
	}

	/**
	 * Cores, system, JVM and load.
	 * @return a description in one line
	 */
	public static String description() {
		double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		return String.format(Locale.ROOT, "%d cores, %s %s, Java %s (%s), load %.1f", processors(),
				System.getProperty("os.name"), System.getProperty("os.arch"), System.getProperty("java.version"),
				System.getProperty("java.vm.name"), load);
	}

}
