package org.pynenc.scenario;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.ExecutionLostException;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.StatusChange;
import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.proof.Guarantee;
import org.pynenc.proof.Proves;
import org.pynenc.proof.Setup;
import org.pynenc.runner.Runner;
import org.pynenc.state.StateBackend;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a node stops, as a second node on the same store sees it.
 */
class ShutdownTests {

	private static final AtomicInteger attempts = new AtomicInteger();

	private static CountDownLatch started = new CountDownLatch(1);

	private static CountDownLatch go = new CountDownLatch(1);

	private static CountDownLatch bodyEnded = new CountDownLatch(1);

	@BeforeEach
	void reset() {
		attempts.set(0);
		started = new CountDownLatch(1);
		go = new CountDownLatch(1);
		bodyEnded = new CountDownLatch(1);
	}

	@AfterEach
	void letGo() {
		go.countDown();
	}

	private static ApplicationContextRunner node(AssertableApplicationContext store) {
		return Engines.engine(Worker.class)
			.withBean("orchestrator", Orchestrator.class, () -> store.getBean(Orchestrator.class))
			.withBean("broker", Broker.class, () -> store.getBean(Broker.class))
			.withBean("stateBackend", StateBackend.class, () -> store.getBean(StateBackend.class));
	}

	/**
	 * A node that keeps the store and executes nothing, so that it can be asked after the
	 * other has stopped.
	 */
	private static ApplicationContextRunner caller() {
		return Engines.engine(Worker.class).withPropertyValues("pynenc.runner.enabled=false");
	}

	private static CompletableFuture<Void> close(AssertableApplicationContext context) {
		ConfigurableApplicationContext source = context.getSourceApplicationContext();
		return CompletableFuture.runAsync(source::close);
	}

	@Test
	void aRunningBodyEndsWithinTheGraceAndNothingNewBegins() {
		caller().run((store) -> node(store).withPropertyValues("pynenc.runner.concurrency=1").run((node) -> {
			Worker worker = store.getBean(Worker.class);
			DistributedInvocation<String> running = worker.work("waits");
			assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
			DistributedInvocation<String> queued = worker.work("queued");
			CompletableFuture<Void> closed = close(node);
			org.awaitility.Awaitility.await().until(() -> !node.getBean(Runner.class).isClaiming());
			go.countDown();
			closed.get(30, TimeUnit.SECONDS);
			assertThat(running.status()).isEqualTo(InvocationStatus.SUCCESS);
			assertThat(running.finalResult()).isEqualTo("waits in attempt 1");
			assertThat(queued.status()).isEqualTo(InvocationStatus.REGISTERED);
			assertThat(store.getBean(Orchestrator.class).runners().alive()).isEmpty();
		}));
	}

	@Test
	@Proves(value = Guarantee.STOPPED_RUNNER_GIVES_BACK, on = Setup.MEMORY)
	void aBodyThatOutlastsTheGraceIsInterruptedAndDoneByAnotherNodeAtNoCost() {
		caller().run((store) -> {
			DistributedInvocation<String> invocation = store.getBean(Worker.class).work("waits");
			node(store).withPropertyValues("pynenc.runner.shutdown-grace=0s").run((node) -> {
				assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
				close(node).get(30, TimeUnit.SECONDS);
			});
			assertThat(invocation.status()).isEqualTo(InvocationStatus.REROUTED);
			go.countDown();
			node(store).run((node) -> assertThat(invocation.toFuture().get(30, TimeUnit.SECONDS))
				.isEqualTo("waits in attempt 1"));
			assertThat(attempts).hasValue(2);
			assertThat(invocation.history()).extracting(StatusChange::status)
				.containsSubsequence(InvocationStatus.KILLED, InvocationStatus.REROUTED, InvocationStatus.SUCCESS);
		});
	}

	@Test
	@Proves(value = Guarantee.LATE_OWNER_IS_REFUSED, on = Setup.MEMORY)
	void aBodyThatDoesNotHeedItsInterruptionIsRefused() {
		caller().run((store) -> {
			DistributedInvocation<String> invocation = store.getBean(Worker.class).work("stubborn");
			node(store).withPropertyValues("pynenc.runner.shutdown-grace=0s").run((node) -> {
				assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
				close(node).get(30, TimeUnit.SECONDS);
			});
			assertThat(invocation.status()).isEqualTo(InvocationStatus.REROUTED);
			go.countDown();
			assertThat(bodyEnded.await(30, TimeUnit.SECONDS)).isTrue();
			node(store).run((node) -> assertThat(invocation.toFuture().get(30, TimeUnit.SECONDS))
				.isEqualTo("stubborn in body 2"));
		});
	}

	@Test
	@Proves(value = Guarantee.AT_MOST_ONCE, on = Setup.MEMORY)
	void aBodyThatMayStartOnlyOnceEndsFailed() {
		caller().run((store) -> {
			DistributedInvocation<String> invocation = store.getBean(Worker.class).once();
			node(store).withPropertyValues("pynenc.runner.shutdown-grace=0s").run((node) -> {
				assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
				close(node).get(30, TimeUnit.SECONDS);
			});
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(invocation::result)
				.withCauseInstanceOf(ExecutionLostException.class);
		});
	}

	@Test
	void bodiesThatWaitForWhatNobodyExecutesDoNotHoldUpTheStop() {
		caller().run((store) -> {
			DistributedInvocation<String> invocation = store.getBean(Worker.class).parent();
			node(store).withPropertyValues("pynenc.runner.shutdown-grace=10m", "pynenc.runner.queues=default")
				.run((node) -> {
					org.awaitility.Awaitility.await().until(() -> invocation.status() == InvocationStatus.PAUSED);
					close(node).get(30, TimeUnit.SECONDS);
				});
			assertThat(invocation.status()).isEqualTo(InvocationStatus.REROUTED);
			go.countDown();
			node(store).run((node) -> assertThat(invocation.toFuture().get(30, TimeUnit.SECONDS))
				.isEqualTo("child in attempt 1"));
		});
	}

	@Test
	void aStoppedContextStartsAgain() {
		Engines.engine(Worker.class).run((context) -> {
			go.countDown();
			ConfigurableApplicationContext source = context.getSourceApplicationContext();
			Runner runner = context.getBean(Runner.class);
			assertThat(context.getBean(Worker.class).work("one").result()).isEqualTo("one in attempt 1");
			var first = runner.id();
			source.stop();
			assertThat(runner.isClaiming()).isFalse();
			assertThat(runner.id()).isNull();
			DistributedInvocation<String> invocation = context.getBean(Worker.class).work("two");
			source.start();
			assertThat(invocation.toFuture().get(30, TimeUnit.SECONDS)).isEqualTo("two in attempt 1");
			assertThat(runner.id()).isNotNull().isNotEqualTo(first);
		});
	}

	@Test
	@Proves(value = { Guarantee.DEAD_RUNNERS_WORK_RUNS_AGAIN, Guarantee.WAITERS_ARE_TOLD }, on = Setup.MEMORY)
	void workOfADeadNodeIsDoneByAnother() {
		caller().run((store) -> node(store).withPropertyValues("pynenc.runner.lease=1s").run((node) -> {
			go.countDown();
			DistributedInvocation<String> invocation = store.getBean(Worker.class).work("again");
			assertThat(invocation.result()).isEqualTo("again in attempt 1");
			// Another runner claims the next one and is never heard of again.
			var dead = new org.pynenc.invocation.RunnerId("dead");
			var tasks = node.getBean(org.pynenc.task.TaskRegistry.class).executableIds();
			Orchestrator orchestrator = store.getBean(Orchestrator.class);
			node.getSourceApplicationContext().stop();
			orchestrator.runners()
				.heartbeat(new org.pynenc.orchestrator.Heartbeat(dead, 1, java.util.Set.of(), tasks,
						java.time.Duration.ofSeconds(1), 0, java.util.Set.of()));
			DistributedInvocation<String> next = store.getBean(Worker.class).work("next");
			assertThat(store.getBean(InvocationLifecycle.class)
				.claim(new org.pynenc.orchestrator.ClaimRequest(new org.pynenc.orchestrator.RequestId(dead, 1), 1,
						java.util.Set.of(), tasks))
				.claims()).hasSize(1);
			node.getSourceApplicationContext().start();
			assertThat(next.toFuture().get(30, TimeUnit.SECONDS)).isEqualTo("next in attempt 1");
			assertThat(next.history()).extracting(StatusChange::status).contains(InvocationStatus.RUNNING_RECOVERY);
		}));
	}

	@Component("worker")
	static class Worker {

		private final ObjectProvider<Worker> self;

		Worker(ObjectProvider<Worker> self) {
			this.self = self;
		}

		@DistributedTask
		public DistributedInvocation<String> work(String name) throws InterruptedException {
			int body = attempts.incrementAndGet();
			started.countDown();
			if (name.equals("stubborn")) {
				awaitWhateverComes();
				bodyEnded.countDown();
				return DistributedInvocation.of(name + " in body " + body);
			}
			assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
			return DistributedInvocation.of(name + " in attempt " + Pynenc.current().orElseThrow().attempt());
		}

		private static void awaitWhateverComes() {
			while (go.getCount() > 0) {
				try {
					go.await();
				}
				catch (InterruptedException ignored) {
					// Stubborn.
				}
			}
		}

		@DistributedTask(maxRecoveries = 0, maxRetries = 3)
		public DistributedInvocation<String> once() throws InterruptedException {
			return work("waits");
		}

		@DistributedTask
		public DistributedInvocation<String> parent() throws InterruptedException {
			return DistributedInvocation.of(this.self.getObject().child().result());
		}

		@DistributedTask(queue = "other")
		public DistributedInvocation<String> child() throws InterruptedException {
			return work("child");
		}

	}

}
