package org.pynenc.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotRunnableException;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.SerializationException;
import org.pynenc.StatusChange;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.slf4j.MDC;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * In inline mode the body runs at the call, in the calling thread.
 */
class InlineCallTests {

	private final ApplicationContextRunner inline = Engines.engine(Notebook.class)
		.withPropertyValues("pynenc.mode=inline");

	@Test
	void eachKindOfCallRunsItsBodyBeforeItReturns() {
		this.inline.run((context) -> {
			Notebook notebook = context.getBean(Notebook.class);
			List<String> lines = Engines.target(notebook).lines;
			DistributedInvocation<String> handle = notebook.handle("a");
			assertThat(lines).containsExactly("a");
			assertThat(handle.status()).isEqualTo(InvocationStatus.SUCCESS);
			assertThat(handle.finalResult()).isEqualTo("a!");
			CompletableFuture<String> future = notebook.future("b");
			assertThat(lines).containsExactly("a", "b");
			assertThat(future).isCompletedWithValue("b!");
			notebook.nothing("c");
			assertThat(lines).containsExactly("a", "b", "c");
			assertThat(notebook.value("d")).isEqualTo("d!");
			assertThat(lines).containsExactly("a", "b", "c", "d");
		});
	}

	@Test
	void eachMethodOfTheFacadeRunsItsBodiesBeforeItReturns() {
		this.inline.run((context) -> {
			Notebook notebook = context.getBean(Notebook.class);
			Pynenc pynenc = context.getBean(Pynenc.class);
			assertThat(pynenc.invoke(() -> notebook.value("a")).finalResult()).isEqualTo("a!");
			assertThat(pynenc.invoke(() -> notebook.nothing("b")).status()).isEqualTo(InvocationStatus.SUCCESS);
			assertThat(pynenc.invoke((Pynenc.InvocationCall<String>) () -> notebook.handle("c")).finalResult())
				.isEqualTo("c!");
			assertThat(pynenc.invoke((Pynenc.FutureCall<String>) () -> notebook.future("d")).finalResult())
				.isEqualTo("d!");
			assertThat(Engines.target(notebook).lines).containsExactly("a", "b", "c", "d");
		});
	}

	@Test
	void aGroupRunsInItsOrderAcrossBatches() {
		this.inline.withPropertyValues("pynenc.client.batch-size=2").run((context) -> {
			Notebook notebook = context.getBean(Notebook.class);
			Pynenc pynenc = context.getBean(Pynenc.class);
			DistributedInvocationGroup<String> group = pynenc.parallelize(List.of("a", "b", "c"), notebook::value);
			assertThat(Engines.target(notebook).lines).containsExactly("a", "b", "c");
			assertThat(group.progress().done()).isEqualTo(3);
			assertThat(group.results()).containsExactly("a!", "b!", "c!");
			assertThat(group.resultsInOrder()).containsExactly("a!", "b!", "c!");
			assertThat(group.toFuture()).isCompletedWithValue(List.of("a!", "b!", "c!"));
			assertThat(pynenc.parallelizeInvocations(List.of("d"), notebook::handle).results()).containsExactly("d!");
			assertThat(pynenc.parallelizeFutures(List.of("e"), notebook::future).results()).containsExactly("e!");
			assertThat(pynenc.parallelizeVoid(List.of("f"), notebook::nothing).progress().done()).isEqualTo(1);
			assertThat(Engines.target(notebook).lines).containsExactly("a", "b", "c", "d", "e", "f");
		});
	}

	@Test
	void theBodyKnowsItsInvocationAndTheCallerGetsItsOwnContextBack() {
		this.inline.run((context) -> {
			MDC.put("request", "7");
			DistributedInvocation<Map<String, String>> invocation = context.getBean(Notebook.class).context();
			assertThat(invocation.result()).containsEntry("thread", Thread.currentThread().getName())
				.containsEntry("id", invocation.invocationId().toString())
				.containsEntry("attempt", "1")
				.containsEntry("owned", "true")
				.containsEntry("mdc", invocation.invocationId() + " of 7");
			assertThat(Pynenc.current()).isEmpty();
			assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("request", "7"));
			MDC.clear();
		});
	}

	@Test
	void historyAndFindWorkAsOnARunner() {
		this.inline.run((context) -> {
			DistributedInvocation<String> invocation = context.getBean(Notebook.class).handle("a");
			assertThat(invocation.history()).extracting(StatusChange::status)
				.containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING, InvocationStatus.RUNNING,
						InvocationStatus.SUCCESS);
			assertThat(invocation.history().get(2).runner()).startsWith("inline-");
			assertThat(invocation.numRetries()).isZero();
			Pynenc pynenc = context.getBean(Pynenc.class);
			assertThat(pynenc.find(invocation.invocationId(), String.class).orElseThrow().result()).isEqualTo("a!");
			assertThat(DistributedInvocation.fromJson(pynenc, invocation.toJson()).result()).isEqualTo("a!");
			assertThat(pynenc.find(InvocationId.create(), String.class)).isEmpty();
		});
	}

	@Test
	void whatHasEndedIsNeitherCancelledNorRunAgain() {
		this.inline.run((context) -> {
			Notebook notebook = context.getBean(Notebook.class);
			DistributedInvocation<String> invocation = notebook.handle("a");
			assertThat(invocation.cancel()).isFalse();
			assertThatExceptionOfType(InvocationNotRunnableException.class).isThrownBy(invocation::run);
			assertThat(invocation.result(Duration.ZERO)).isEqualTo("a!");
			assertThat(Engines.target(notebook).lines).containsExactly("a");
		});
	}

	@Test
	void valuesPassThroughTheSerializerBothWays() {
		this.inline.run((context) -> {
			Notebook notebook = context.getBean(Notebook.class);
			List<String> argument = new ArrayList<>(List.of("x"));
			List<String> result = notebook.keep(argument);
			assertThat(result).containsExactly("x").isNotSameAs(argument);
			assertThat(Engines.target(notebook).kept).isNotSameAs(argument).isNotSameAs(result);
			assertThatExceptionOfType(SerializationException.class)
				.isThrownBy(() -> notebook.take(new Unreadable("y", 1)))
				.withMessageContaining("parameter 'value'");
			assertThatExceptionOfType(SerializationException.class).isThrownBy(notebook::give)
				.withMessageContaining("result");
		});
	}

	@Test
	void listenersAreToldInOrder() {
		this.inline.withUserConfiguration(Log.class).run((context) -> {
			context.getBean(Notebook.class).nothing("a");
			List<InvocationEvent> events = context.getBean(Log.class).events;
			assertThat(events).extracting(InvocationEvent::status)
				.containsExactly(InvocationStatus.REGISTERED, InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
			assertThat(events.get(2).took()).isPositive();
		});
	}

	@Test
	void whatIsPastItsRetentionIsDeletedByLaterCalls() {
		this.inline.withPropertyValues("pynenc.state-backend.retention=0s").run((context) -> {
			Notebook notebook = context.getBean(Notebook.class);
			DistributedInvocation<String> first = notebook.handle("a");
			assertThat(first.result()).isEqualTo("a!");
			notebook.nothing("b");
			assertThat(context.getBean(Pynenc.class).find(first.invocationId(), String.class)).isEmpty();
		});
	}

	@Test
	void callsWorkAfterEverythingWasPurged() {
		this.inline.run((context) -> {
			Notebook notebook = context.getBean(Notebook.class);
			InvocationId first = notebook.handle("a").invocationId();
			context.getBean(InvocationLifecycle.class).purge();
			assertThat(context.getBean(Pynenc.class).find(first, String.class)).isEmpty();
			assertThat(notebook.handle("b").result()).isEqualTo("b!");
		});
	}

	@Test
	void callersInManyThreadsDoNotHinderEachOther() {
		this.inline.run((context) -> {
			Notebook notebook = context.getBean(Notebook.class);
			List<CompletableFuture<Void>> callers = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				callers.add(CompletableFuture.runAsync(() -> {
					for (int call = 0; call < 200; call++) {
						assertThat(notebook.handle("x").finalResult()).isEqualTo("x!");
					}
				}));
			}
			callers.forEach(CompletableFuture::join);
			assertThat(Engines.target(notebook).lines).hasSize(1600);
		});
	}

	@Component
	static class Log implements InvocationListener {

		final List<InvocationEvent> events = new CopyOnWriteArrayList<>();

		@Override
		public void onEvent(InvocationEvent event) {
			this.events.add(event);
		}

	}

	/**
	 * Written as JSON it lacks what reading it needs.
	 */
	static class Unreadable {

		public final String name;

		Unreadable(String name, int secret) {
			this.name = name + secret;
		}

	}

	@Component("notebook")
	static class Notebook {

		final List<String> lines = new CopyOnWriteArrayList<>();

		volatile @Nullable List<String> kept;

		private String note(String line) {
			this.lines.add(line);
			return line + "!";
		}

		@DistributedTask
		public DistributedInvocation<String> handle(String line) {
			return DistributedInvocation.of(note(line));
		}

		@DistributedTask
		public CompletableFuture<String> future(String line) {
			return CompletableFuture.completedFuture(note(line));
		}

		@DistributedTask
		public void nothing(String line) {
			note(line);
		}

		@DistributedTask
		public String value(String line) {
			return note(line);
		}

		@DistributedTask
		public List<String> keep(List<String> values) {
			this.kept = values;
			return values;
		}

		@DistributedTask
		public void take(Unreadable value) {
			note("taken");
		}

		@DistributedTask
		public Unreadable give() {
			return new Unreadable("z", 2);
		}

		@DistributedTask
		public DistributedInvocation<Map<String, String>> context() {
			var current = Pynenc.current().orElseThrow();
			return DistributedInvocation
				.of(Map.of("thread", Thread.currentThread().getName(), "id", current.invocationId().toString(),
						"attempt", String.valueOf(current.attempt()), "owned", String.valueOf(current.isOwned()), "mdc",
						MDC.get("pynenc.invocation") + " of " + MDC.get("request")));
		}

	}

}
