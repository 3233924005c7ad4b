package org.pynenc.benchmarks.micro;

import org.pynenc.DistributedTask;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * An application with one task, whose state is in memory.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Application {

	static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("pynenc.app-id=benchmarks", "pynenc.backend=memory", "logging.level.root=warn")
			.properties(properties)
			.run();
	}

	@Bean
	Adder adder() {
		return new Adder();
	}

	/**
	 * The bean with the task.
	 */
	static class Adder {

		@DistributedTask
		int add(int a, int b) {
			return a + b;
		}

	}

}
