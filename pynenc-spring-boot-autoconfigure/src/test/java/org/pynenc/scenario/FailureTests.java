package org.pynenc.scenario;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotOwnedException;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.RemoteException;
import org.pynenc.SerializationException;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.broker.Broker;
import org.pynenc.broker.QueueSize;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.RunnerNotAliveException;

import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.pynenc.scenario.Engines.target;

/**
 * Bodies, arguments and listeners that fail.
 */
class FailureTests {

	@Test
	void aFailedInvocationThrowsWhatItsBodyThrew() {
		Engines.engine(Faulty.class).run((context) -> {
			DistributedInvocation<String> invocation = context.getBean(Faulty.class).declared("gone");
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(invocation::result)
				.withMessageContaining("faulty.declared")
				.withMessageContaining(invocation.invocationId().toString())
				.withCauseInstanceOf(FileNotFoundException.class)
				.havingCause()
				.withMessage("gone");
			assertThat(invocation.status()).isEqualTo(InvocationStatus.FAILED);
		});
	}

	@Test
	void aDirectCallThrowsTheBodysOwnExceptionCheckedOnesIncluded() {
		Engines.engine(Faulty.class).run((context) -> {
			Throwable checked = catchThrowable(() -> context.getBean(Faulty.class).direct(true));
			assertThat(checked).isExactlyInstanceOf(IOException.class).hasMessage("checked");
			assertThat(checked.getStackTrace()[0].getMethodName()).isEqualTo("direct");
			assertThat(checked.getSuppressed()[0]).isInstanceOf(InvocationFailedException.class)
				.hasMessageContaining("faulty.direct");
			assertThat(catchThrowable(() -> context.getBean(Faulty.class).direct(false)))
				.isExactlyInstanceOf(IllegalStateException.class);
		});
	}

	@Test
	void anExceptionThatCannotBeSerializedStillEndsTheInvocation() {
		Engines.engine(Faulty.class).run((context) -> {
			DistributedInvocation<String> invocation = context.getBean(Faulty.class).unserializable();
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(invocation::result)
				.withCauseInstanceOf(RemoteException.class);
			assertThat(invocation.status()).isEqualTo(InvocationStatus.FAILED);
		});
	}

	@Test
	void anExceptionOfTheEngineThrownByABodyIsTheBodysFailure() {
		Engines.engine(Faulty.class).run((context) -> {
			Faulty faulty = context.getBean(Faulty.class);
			for (String kind : List.of("not-owned", "not-alive", "serialization", "error", "stack")) {
				DistributedInvocation<String> invocation = faulty.engine(kind);
				assertThatExceptionOfType(InvocationFailedException.class).as(kind).isThrownBy(invocation::result);
				assertThat(invocation.status()).as(kind).isEqualTo(InvocationStatus.FAILED);
			}
		});
	}

	@Test
	void aFailedAttemptIsTriedAgainAsOftenAsDeclared() {
		Engines.engine(Faulty.class).run((context) -> {
			Faulty faulty = context.getBean(Faulty.class);
			DistributedInvocation<Integer> invocation = faulty.thirdTime();
			assertThat(invocation.result()).isEqualTo(3);
			assertThat(invocation.numRetries()).isEqualTo(2);
			assertThat(invocation.history()).extracting(StatusChange::status)
				.containsSubsequence(InvocationStatus.RETRY, InvocationStatus.RUNNING, InvocationStatus.RETRY,
						InvocationStatus.SUCCESS);
			DistributedInvocation<Integer> hopeless = faulty.hopeless();
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(hopeless::result);
			assertThat(hopeless.numRetries()).isEqualTo(2);
			assertThat(target(faulty).hopelessBodies).hasValue(3);
		});
	}

	@Test
	void onlyDeclaredExceptionsAreTriedAgain() {
		Engines.engine(Faulty.class).run((context) -> {
			Faulty faulty = context.getBean(Faulty.class);
			assertThat(retriesOf(faulty.choosy("io"))).isEqualTo(2);
			assertThat(retriesOf(faulty.choosy("file"))).isZero();
			assertThat(retriesOf(faulty.choosy("state"))).isZero();
			assertThat(retriesOf(faulty.choosy("error"))).isZero();
		});
	}

	private static int retriesOf(DistributedInvocation<String> invocation) {
		assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(invocation::result);
		return invocation.numRetries();
	}

	@Test
	void aListenerThatFailsHurtsNobody() {
		Engines.engine(Faulty.class).withBean("brokenListener", InvocationListener.class, () -> (event) -> {
			throw new IllegalStateException("listener");
		}).run((context) -> {
			DistributedInvocation<Integer> invocation = context.getBean(Faulty.class).thirdTime();
			assertThat(invocation.result()).isEqualTo(3);
			assertThat(invocation.status()).isEqualTo(InvocationStatus.SUCCESS);
		});
	}

	@Test
	void aListenerMayCallTasks() {
		Engines.engine(Faulty.class, Following.class).run((context) -> {
			assertThat(context.getBean(Faulty.class).thirdTime().result()).isEqualTo(3);
			assertThat(context.getBean(Following.class).followed.await(30, TimeUnit.SECONDS)).isTrue();
		});
	}

	@Test
	void anArgumentThatCannotBeCarriedIsRefusedAtTheCallByItsName() {
		Engines.engine(Faulty.class)
			.run((context) -> assertThatExceptionOfType(SerializationException.class)
				.isThrownBy(() -> context.getBean(Faulty.class).takes("fine", new Thread()))
				.withMessageContaining("'payload'")
				.withMessageContaining("faulty.takes"));
	}

	@Test
	void aResultThatCannotBeCarriedFailsTheInvocation() {
		Engines.engine(Faulty.class).run((context) -> {
			DistributedInvocation<Object> invocation = context.getBean(Faulty.class).gives();
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(invocation::result)
				.withCauseInstanceOf(SerializationException.class)
				.withMessageContaining("faulty.gives");
		});
	}

	@Test
	void argumentsThatCannotBeReadFailTheInvocationAndLeaveTheRunnerAlive() {
		Engines.engine(Faulty.class).run((context) -> {
			Invocation broken = invocation("faulty.direct", new Arguments(java.util.Map.of("checked", "{nonsense")));
			context.getBean(InvocationLifecycle.class).register(List.of(broken));
			DistributedInvocation<String> handle = context.getBean(Pynenc.class)
				.find(broken.id(), String.class)
				.orElseThrow();
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(handle::result)
				.withMessageContaining("'checked'");
			assertThat(handle.numRetries()).isZero();
			assertThat(handle.call().arguments().values()).containsEntry("checked", "{nonsense");
			assertThat(context.getBean(Faulty.class).thirdTime().result()).isEqualTo(3);
		});
	}

	@Test
	void anUnknownTaskLeavesTheRunnerAliveAndTheWorkVisibleAndIntact() {
		Engines.engine(Faulty.class).run((context) -> {
			Invocation unknown = invocation("somebody.elses", Arguments.none());
			context.getBean(InvocationLifecycle.class).register(List.of(unknown));
			assertThat(context.getBean(Faulty.class).thirdTime().result()).isEqualTo(3);
			assertThat(context.getBean(Broker.class).sizes())
				.containsExactly(new QueueSize("default", new TaskId("somebody.elses"), 1));
			DistributedInvocation<Object> handle = context.getBean(Pynenc.class)
				.find(unknown.id(), Object.class)
				.orElseThrow();
			assertThat(handle.status()).isEqualTo(InvocationStatus.REGISTERED);
			assertThat(handle.call()).isEqualTo(unknown.call());
		});
	}

	@Test
	void aBodyThatInterruptsItsThreadLeavesNoTrace() {
		Engines.engine(Faulty.class).withPropertyValues("pynenc.runner.concurrency=1").run((context) -> {
			Faulty faulty = context.getBean(Faulty.class);
			assertThat(faulty.interrupting().toFuture().get(30, TimeUnit.SECONDS)).isEqualTo("interrupted");
			assertThat(faulty.thirdTime().result()).isEqualTo(3);
		});
	}

	private static Invocation invocation(String task, Arguments arguments) {
		return new Invocation(InvocationId.create(), new Call(new TaskId(task), arguments), null, 0, "default", 0, 3,
				null, java.util.Map.of(), Invocation.WIRE_VERSION);
	}

	@Component("faulty")
	static class Faulty {

		final AtomicInteger thirdTimeBodies = new AtomicInteger();

		final AtomicInteger hopelessBodies = new AtomicInteger();

		@DistributedTask
		public DistributedInvocation<String> declared(String message) throws FileNotFoundException {
			throw new FileNotFoundException(message);
		}

		@DistributedTask
		public String direct(boolean checked) throws IOException {
			if (checked) {
				throw new IOException("checked");
			}
			throw new IllegalStateException("unchecked");
		}

		@DistributedTask
		public DistributedInvocation<String> unserializable() {
			throw new HostileException();
		}

		@DistributedTask
		public DistributedInvocation<String> engine(String kind) {
			switch (kind) {
				case "not-owned" -> throw new InvocationNotOwnedException(InvocationId.create(), null);
				case "not-alive" -> throw new RunnerNotAliveException(new RunnerId("x"));
				case "serialization" -> throw new SerializationException("mine", null);
				case "error" -> throw new OutOfMemoryError("not really");
				default -> engine(kind);
			}
			return DistributedInvocation.of(kind);
		}

		@DistributedTask(maxRetries = 5)
		public DistributedInvocation<Integer> thirdTime() {
			int body = this.thirdTimeBodies.incrementAndGet();
			if (body < 3) {
				throw new IllegalStateException("not yet");
			}
			return DistributedInvocation.of(body);
		}

		@DistributedTask(maxRetries = 2)
		public DistributedInvocation<Integer> hopeless() throws Exception {
			this.hopelessBodies.incrementAndGet();
			throw new Exception("never");
		}

		@DistributedTask(maxRetries = 2, retryFor = IOException.class, noRetryFor = FileNotFoundException.class)
		public DistributedInvocation<String> choosy(String kind) throws IOException {
			switch (kind) {
				case "io" -> throw new IOException();
				case "file" -> throw new FileNotFoundException();
				case "state" -> throw new IllegalStateException();
				default -> throw new AssertionError();
			}
		}

		@DistributedTask
		public void takes(String name, Object payload) {
		}

		@DistributedTask(maxRetries = 3)
		public DistributedInvocation<Object> gives() {
			return DistributedInvocation.of((Runnable) () -> {
			});
		}

		@DistributedTask
		public DistributedInvocation<String> interrupting() {
			Thread.currentThread().interrupt();
			return DistributedInvocation.of("interrupted");
		}

	}

	@Component("following")
	static class Following implements InvocationListener {

		final CountDownLatch followed = new CountDownLatch(1);

		private final Faulty faulty;

		private final Pynenc pynenc;

		Following(Faulty faulty, Pynenc pynenc) {
			this.faulty = faulty;
			this.pynenc = pynenc;
		}

		@Override
		public void onEvent(InvocationEvent event) {
			if (event.status() == InvocationStatus.SUCCESS && event.taskId().value().equals("faulty.thirdTime")) {
				this.pynenc.invoke(() -> this.faulty.interrupting());
			}
			else if (event.status() == InvocationStatus.SUCCESS) {
				this.followed.countDown();
			}
		}

	}

	/**
	 * Fails whatever one asks it.
	 */
	static class HostileException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message for you");
		}

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException("no cause for you");
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new IllegalStateException("no stack for you");
		}

		@Override
		public String toString() {
			throw new IllegalStateException("no text for you");
		}

	}

}
