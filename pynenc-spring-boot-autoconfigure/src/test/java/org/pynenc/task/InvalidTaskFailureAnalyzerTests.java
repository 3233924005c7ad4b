package org.pynenc.task;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.pynenc.task.InvalidTaskException.Problem;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

class InvalidTaskFailureAnalyzerTests {

	private final FailureAnalyzer analyzer = new InvalidTaskFailureAnalyzer();

	@Test
	void describesEveryProblem() {
		assertThat(analyze().getDescription()).isEqualTo("""
				Methods annotated with @DistributedTask cannot be distributed tasks:

				- Method Reports.build() of bean 'reports' is final.
				- Method Reports.build() of bean 'reports' has a blank queue.
				- Method Mails.send(Thread) of bean 'mails' has the parameter 'thread'.""");
	}

	@Test
	void tellsWhatToDo() {
		assertThat(analyze().getAction()).isEqualTo("""
				- Reports.build(): Take away 'final'.
				- Reports.build(): Name a queue.
				- Mails.send(Thread): Leave it out.""");
	}

	@Test
	void findsTheFailureBehindAnother() {
		InvalidTaskException failure = failure();
		FailureAnalysis analysis = this.analyzer.analyze(new BeanCreationException("reader", "failed", failure));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getCause()).isSameAs(failure);
	}

	@Test
	void isKnownToSpringBoot() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class,
					SpringFactoriesLoader.FailureHandler
						.logging(org.apache.commons.logging.LogFactory.getLog(getClass()))))
			.hasAtLeastOneElementOfType(InvalidTaskFailureAnalyzer.class);
	}

	private FailureAnalysis analyze() {
		FailureAnalysis analysis = this.analyzer.analyze(failure());
		assertThat(analysis).isNotNull();
		return analysis;
	}

	private static InvalidTaskException failure() {
		return new InvalidTaskException(
				List.of(new Problem("reports", "Reports.build()", "is final", "Take away 'final'."),
						new Problem("reports", "Reports.build()", "has a blank queue", "Name a queue."),
						new Problem("mails", "Mails.send(Thread)", "has the parameter 'thread'", "Leave it out.")));
	}

}
