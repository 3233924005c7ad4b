package org.pynenc.task;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTests {

	@Test
	void allowsAsManyRetriesAsItSays() {
		RetryPolicy policy = new RetryPolicy(2, List.of(), List.of());
		assertThat(policy.allows(new IOException(), 0)).isTrue();
		assertThat(policy.allows(new IOException(), 1)).isTrue();
		assertThat(policy.allows(new IOException(), 2)).isFalse();
	}

	@Test
	void allowsNoneByDefault() {
		assertThat(new RetryPolicy(0, List.of(), List.of()).allows(new IOException(), 0)).isFalse();
	}

	@Test
	void retriesEveryExceptionButNoErrorWhereNoTypeIsNamed() {
		RetryPolicy policy = new RetryPolicy(1, List.of(), List.of());
		assertThat(policy.allows(new IllegalStateException(), 0)).isTrue();
		assertThat(policy.allows(new Exception(), 0)).isTrue();
		assertThat(policy.allows(new StackOverflowError(), 0)).isFalse();
	}

	@Test
	void retriesNamedTypesAndTheirSubclassesOnly() {
		RetryPolicy policy = new RetryPolicy(1, List.of(IOException.class, StackOverflowError.class), List.of());
		assertThat(policy.allows(new IOException(), 0)).isTrue();
		assertThat(policy.allows(new FileNotFoundException(), 0)).isTrue();
		assertThat(policy.allows(new StackOverflowError(), 0)).isTrue();
		assertThat(policy.allows(new IllegalStateException(), 0)).isFalse();
	}

	@Test
	void exclusionWins() {
		RetryPolicy policy = new RetryPolicy(1, List.of(IOException.class), List.of(FileNotFoundException.class));
		assertThat(policy.allows(new IOException(), 0)).isTrue();
		assertThat(policy.allows(new FileNotFoundException(), 0)).isFalse();
	}

	@Test
	void exclusionWinsOverEveryException() {
		RetryPolicy policy = new RetryPolicy(1, List.of(), List.of(IOException.class));
		assertThat(policy.allows(new FileNotFoundException(), 0)).isFalse();
		assertThat(policy.allows(new IllegalStateException(), 0)).isTrue();
	}

	@Test
	void doesNotChangeWithTheListsItWasMadeOf() {
		List<Class<? extends Throwable>> retryFor = new ArrayList<>(List.of(IOException.class));
		List<Class<? extends Throwable>> noRetryFor = new ArrayList<>();
		RetryPolicy policy = new RetryPolicy(1, retryFor, noRetryFor);
		retryFor.clear();
		noRetryFor.add(IOException.class);
		assertThat(policy.allows(new IllegalStateException(), 0)).isFalse();
		assertThat(policy.allows(new IOException(), 0)).isTrue();
	}

}
