package org.pynenc.scenario;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.pynenc.ConcurrencyControl;
import org.pynenc.DifferentArgumentsException;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.DistributedTask;
import org.pynenc.GroupRegistrationException;
import org.pynenc.InvocationDroppedException;
import org.pynenc.OnDifferentArguments;
import org.pynenc.Pynenc;
import org.pynenc.ReusedInvocation;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Inline calls that count as equal: only what is registered together ever waits.
 */
class InlineReuseTests {

	private final ApplicationContextRunner inline = Engines.engine(Bills.class)
		.withPropertyValues("pynenc.mode=inline");

	@Test
	void callsOneAfterTheOtherAreExecutedEach() {
		this.inline.run((context) -> {
			Bills bills = context.getBean(Bills.class);
			assertThat(List.of(bills.bill("acme", 2026), bills.bill("acme", 2026)))
				.noneMatch(ReusedInvocation.class::isInstance);
			assertThat(Engines.target(bills).bodies).containsExactly("acme 2026", "acme 2026");
		});
	}

	@Test
	void equalCallsOfABatchAreExecutedOnce() {
		this.inline.run((context) -> {
			Bills bills = context.getBean(Bills.class);
			DistributedInvocationGroup<String> group = context.getBean(Pynenc.class)
				.parallelizeInvocations(List.of("a", "b", "a"), (customer) -> bills.bill(customer, 2026));
			assertThat(group.resultsInOrder()).containsExactly("a 2026", "b 2026", "a 2026");
			assertThat(group.invocations().get(2)).isInstanceOf(ReusedInvocation.class);
			assertThat(Engines.target(bills).bodies).containsExactly("a 2026", "b 2026");
		});
	}

	/**
	 * The body waits for what its own thread would execute only after it.
	 */
	@Test
	void aBodyThatReusesItsWaitingSiblingGetsItsResult() {
		this.inline.run((context) -> {
			Bills bills = context.getBean(Bills.class);
			DistributedInvocationGroup<String> group = context.getBean(Pynenc.class)
				.parallelizeInvocations(List.of("first", "second"), bills::chain);
			assertThat(group.resultsInOrder()).containsExactly("first after second", "second");
			assertThat(Engines.target(bills).bodies).containsExactly("first", "second");
		});
	}

	@Test
	void whatABatchReplacesIsDroppedAndTheLastIsExecuted() {
		this.inline.run((context) -> {
			Bills bills = context.getBean(Bills.class);
			DistributedInvocationGroup<String> group = context.getBean(Pynenc.class)
				.parallelizeInvocations(List.of(2025, 2026), (year) -> bills.latest("acme", year));
			assertThatExceptionOfType(InvocationDroppedException.class)
				.isThrownBy(group.invocations().get(0)::finalResult);
			assertThat(group.invocations().get(1).finalResult()).isEqualTo("acme 2026");
			assertThat(Engines.target(bills).bodies).containsExactly("acme 2026");
		});
	}

	@Test
	void whatIsRegisteredBesideARefusedCallIsExecuted() {
		this.inline.run((context) -> {
			Bills bills = context.getBean(Bills.class);
			assertThatExceptionOfType(GroupRegistrationException.class)
				.isThrownBy(() -> context.getBean(Pynenc.class)
					.parallelizeInvocations(List.of(2025, 2026), (year) -> bills.only("acme", year)))
				.withCauseInstanceOf(DifferentArgumentsException.class);
			assertThat(Engines.target(bills).bodies).containsExactly("acme 2025");
		});
	}

	@Component("bills")
	static class Bills {

		final List<String> bodies = new CopyOnWriteArrayList<>();

		private final ObjectProvider<Bills> self;

		Bills(ObjectProvider<Bills> self) {
			this.self = self;
		}

		private DistributedInvocation<String> made(String bill) {
			this.bodies.add(bill);
			return DistributedInvocation.of(bill);
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.KEYS, keyArguments = "customer")
		public DistributedInvocation<String> bill(String customer, int year) {
			return made(customer + " " + year);
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.ARGUMENTS)
		public DistributedInvocation<String> chain(String name) {
			this.bodies.add(name);
			if (name.equals("second")) {
				return DistributedInvocation.of(name);
			}
			DistributedInvocation<String> sibling = this.self.getObject().chain("second");
			assertThat(sibling).isInstanceOf(ReusedInvocation.class);
			return DistributedInvocation.of(name + " after " + sibling.result());
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.KEYS, keyArguments = "customer",
				onDifferentArguments = OnDifferentArguments.REPLACE)
		public DistributedInvocation<String> latest(String customer, int year) {
			return made(customer + " " + year);
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.KEYS, keyArguments = "customer",
				onDifferentArguments = OnDifferentArguments.RAISE)
		public DistributedInvocation<String> only(String customer, int year) {
			return made(customer + " " + year);
		}

	}

}
