package org.pynenc.actuate;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.AopTestUtils;

/**
 * An application that operators look at.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ReportApplication {

	static final String[] PROPERTIES = { "spring.application.name=reporting",
			"management.endpoints.web.exposure.include=health,pynenc", "pynenc.tasks[reports.build].queue=nightly" };

	@Bean
	Reports reports() {
		return new Reports();
	}

	/**
	 * Lets the stuck ones go on; the bean is a proxy, so its own latch is asked for.
	 */
	static void release(Reports reports) {
		AopTestUtils.<Reports>getUltimateTargetObject(reports).go.countDown();
	}

	@Bean
	Years years(Reports reports) {
		return new Years(reports);
	}

	record Login(String user, @Nullable String password) {
	}

	record Report(String title, int pages) {
	}

	static class Years {

		private final Reports reports;

		Years(Reports reports) {
			this.reports = reports;
		}

		@DistributedTask
		public DistributedInvocation<Integer> build(int year) {
			int pages = 0;
			for (int quarter = 1; quarter <= 2; quarter++) {
				pages += this.reports.build(year + "-Q" + quarter, new Login("ada", "sesame")).result().pages();
			}
			return DistributedInvocation.of(pages);
		}

	}

	static class Reports {

		final CountDownLatch go = new CountDownLatch(1);

		@DistributedTask(maxRetries = 2, retryFor = IOException.class)
		public DistributedInvocation<Report> build(String period, Login login) {
			return DistributedInvocation.of(new Report("Report of " + period, 3));
		}

		@DistributedTask
		public DistributedInvocation<String> archive(String period) {
			throw new IllegalStateException("No room for " + period, new IOException("disk full"));
		}

		@DistributedTask
		public DistributedInvocation<Map<String, String>> stuck() throws InterruptedException {
			this.go.await();
			return DistributedInvocation.of(Map.of());
		}

		@DistributedTask
		public void nothing(@Nullable String text) {
		}

	}

}
