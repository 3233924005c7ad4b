package org.pynenc.benchmarks.launcher;

import java.awt.Color;
import java.awt.Paint;
import java.io.IOException;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DefaultDrawingSupplier;
import org.jfree.chart.plot.DrawingSupplier;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The pictures of what was measured.
 */
final class Pictures {

	private static final String THROUGHPUT = "benchmarks-throughput.png";

	private static final String GROWTH = "benchmarks-growth.png";

	private static final String JVMS = "benchmarks-runner-jvms.png";

	static final List<String> NAMES = List.of(THROUGHPUT, GROWTH, JVMS);

	private static final int[] BACKLOGS = { 1_000, 100_000, 1_000_000 };

	private static final int[] RUNNER_JVMS = { 1, 2, 4 };

	/**
	 * Black for the floor, orange for the starter; colours that are told apart by those
	 * who see few.
	 */
	private static final Paint[] COLOURS = { new Color(0x222222), new Color(0xE69F00), new Color(0x0072B2),
			new Color(0x56B4E9), new Color(0x009E73), new Color(0xCC79A7), new Color(0xD55E00), new Color(0x999999),
			new Color(0xB2B200) };

	private static final int WIDTH = 1000;

	private static final int HEIGHT = 520;

	private Pictures() {
	}

	static void write(Results results, Path directory) throws IOException {
		write(throughput(results), directory.resolve(THROUGHPUT));
		if (results.rows().stream().anyMatch((row) -> row.workload().equals("W6"))) {
			write(growth(results), directory.resolve(GROWTH));
			write(runnerJvms(results), directory.resolve(JVMS));
		}
	}

	private static void write(JFreeChart chart, Path file) throws IOException {
		ChartUtils.saveChartAsPNG(file.toFile(), chart, WIDTH, HEIGHT);
	}

	private static JFreeChart throughput(Results results) {
		DefaultCategoryDataset data = new DefaultCategoryDataset();
		for (String contender : withStore(results)) {
			for (Metric metric : List.of(Metrics.ONE_THREAD, Metrics.EIGHT_THREADS, Metrics.BATCH, Metrics.DRAIN,
					Metrics.STEADY)) {
				results.figure(contender, metric)
					.ifPresent((figure) -> data.addValue(figure.median(), contender,
							metric.workload() + " " + metric.scene()));
			}
		}
		JFreeChart chart = ChartFactory.createBarChart("Throughput (median)", null, "invocations per second", data,
				PlotOrientation.VERTICAL, true, false, false);
		style(chart.getCategoryPlot());
		return chart;
	}

	/**
	 * Those in the heap would make all others look alike.
	 */
	private static List<String> withStore(Results results) {
		return results.contenders()
			.stream()
			.filter((title) -> ContenderKind.titled(title).store() != StoreKind.NONE)
			.toList();
	}

	/**
	 * With a label at each power of ten.
	 */
	private static LogAxis logAxis(String label) {
		LogAxis axis = new LogAxis(label);
		axis.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
		axis.setTickUnit(new NumberTickUnit(1));
		return axis;
	}

	private static DrawingSupplier colours() {
		return new DefaultDrawingSupplier(COLOURS, DefaultDrawingSupplier.DEFAULT_FILL_PAINT_SEQUENCE,
				DefaultDrawingSupplier.DEFAULT_OUTLINE_PAINT_SEQUENCE, DefaultDrawingSupplier.DEFAULT_STROKE_SEQUENCE,
				DefaultDrawingSupplier.DEFAULT_OUTLINE_STROKE_SEQUENCE, DefaultDrawingSupplier.DEFAULT_SHAPE_SEQUENCE);
	}

	private static void style(CategoryPlot plot) {
		LogAxis axis = logAxis("invocations per second");
		axis.setSmallestValue(100);
		plot.setRangeAxis(axis);
		plot.setDrawingSupplier(colours());
		plot.setBackgroundPaint(Color.WHITE);
		plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
		BarRenderer bars = (BarRenderer) plot.getRenderer();
		bars.setBarPainter(new StandardBarPainter());
		bars.setShadowVisible(false);
	}

	private static JFreeChart growth(Results results) {
		XYSeriesCollection data = new XYSeriesCollection();
		for (ContenderKind contender : List.of(ContenderKind.FLOOR, ContenderKind.FUSED)) {
			for (String verb : List.of("register", "drain")) {
				XYSeries series = new XYSeries(contender.title() + ", " + verb);
				for (int backlog : BACKLOGS) {
					add(results, contender, Metrics.grown(verb, backlog, "commands"), backlog, series);
				}
				data.addSeries(series);
			}
		}
		JFreeChart chart = lines("What an invocation costs Redis", "backlog", data);
		chart.getXYPlot().setDomainAxis(logAxis("backlog"));
		return chart;
	}

	private static JFreeChart runnerJvms(Results results) {
		XYSeriesCollection data = new XYSeriesCollection();
		for (ContenderKind contender : List.of(ContenderKind.FLOOR, ContenderKind.FUSED)) {
			XYSeries series = new XYSeries(contender.title() + ", drain");
			for (int jvms : RUNNER_JVMS) {
				add(results, contender, new Metric("W6", jvms + " runner JVMs", "commands"), jvms, series);
			}
			data.addSeries(series);
		}
		JFreeChart chart = lines("What an invocation costs Redis", "runner JVMs", data);
		chart.getXYPlot().getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
		return chart;
	}

	private static void add(Results results, ContenderKind contender, Metric metric, double x, XYSeries series) {
		results.figure(contender.title(), metric).ifPresent((figure) -> series.add(x, figure.median()));
	}

	private static JFreeChart lines(String title, String x, XYSeriesCollection data) {
		JFreeChart chart = ChartFactory.createXYLineChart(title, x, "commands per invocation", data);
		XYPlot plot = chart.getXYPlot();
		plot.setDrawingSupplier(colours());
		plot.setRenderer(new XYLineAndShapeRenderer(true, true));
		plot.setBackgroundPaint(Color.WHITE);
		plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
		plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
		((NumberAxis) plot.getRangeAxis()).setAutoRangeIncludesZero(true);
		plot.getRangeAxis().setLowerBound(0);
		return chart;
	}

}
