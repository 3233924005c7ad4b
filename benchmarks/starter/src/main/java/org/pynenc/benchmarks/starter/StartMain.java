package org.pynenc.benchmarks.starter;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Starts an application, with the starter or without, and prints how long that took since
 * the JVM began, and how many threads of pynenc there are.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartMain {

	/**
	 * The program of a JVM.
	 * @param arguments how many classes with tasks there are, and their name before the
	 * number; an empty name for none
	 * @throws ClassNotFoundException if one of them is not there
	 */
	public static void main(String[] arguments) throws ClassNotFoundException {
		List<Class<?>> sources = new ArrayList<>(List.of(StartMain.class));
		for (int i = 0; !arguments[1].isEmpty() && i < Integer.parseInt(arguments[0]); i++) {
			sources.add(Class.forName(arguments[1] + i));
		}
		new SpringApplicationBuilder(sources.toArray(Class[]::new)).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("logging.level.root=error", "pynenc.app-id=benchmarks")
			.run();
		long took = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
		long threads = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("pynenc-"))
			.count();
		System.out.println(took + " " + threads);
		System.exit(0);
	}

}
