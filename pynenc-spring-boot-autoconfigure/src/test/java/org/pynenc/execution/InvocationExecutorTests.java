package org.pynenc.execution;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.ConcurrencyControl;
import org.pynenc.OnDifferentArguments;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotOwnedException;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.SerializationException;
import org.pynenc.TaskId;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Transition;
import org.pynenc.serializer.Serializer;
import org.pynenc.task.RegistrationPolicy;
import org.pynenc.task.RetryPolicy;
import org.pynenc.task.ReturnShape;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskRegistry;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * What becomes of a body's end when the backend, the serializer or the runner does not go
 * along.
 */
class InvocationExecutorTests {

	private static final TaskId TASK = new TaskId("target.work");

	private final InvocationLifecycle lifecycle = mock(InvocationLifecycle.class);

	private final Serializer serializer = mock(Serializer.class);

	private final TaskRegistry tasks = mock(TaskRegistry.class);

	private final List<InvocationEvent> events = new ArrayList<>();

	private final Target target = new Target();

	private final List<Runnable> elsewhere = new ArrayList<>();

	private final List<String> steps = new ArrayList<>();

	private BiConsumer<Boolean, Throwable> answered;

	private final ExecutionProgress progress = new ExecutionProgress() {

		@Override
		public void bodyEnded() {
			InvocationExecutorTests.this.steps.add("body ended");
		}

		@Override
		public void concluded() {
			InvocationExecutorTests.this.steps.add("concluded");
		}

	};

	private InvocationExecutor executor;

	private InvocationScope scope;

	@BeforeEach
	void setUp() throws Exception {
		this.executor = executor(this.events::add);
		Method method = Target.class.getDeclaredMethod("work");
		TaskDefinition task = new TaskDefinition(TASK, Set.of(), "default", "target", method, ReturnShape.DIRECT,
				List.of(), String.class, new RetryPolicy(1, List.of(), List.of()), 3,
				new RegistrationPolicy(ConcurrencyControl.DISABLED, List.of(), OnDifferentArguments.REUSE), Map.of());
		given(this.tasks.find(TASK)).willReturn(Optional.of(task));
		given(this.serializer.write("done", String.class)).willReturn("\"done\"");
		given(this.serializer.writeFailure(any())).willReturn("failure");
		this.scope = scope(0);
	}

	private InvocationExecutor executor(InvocationListener listener) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("target", this.target));
		return new InvocationExecutor(this.tasks, new TaskBody(this.serializer, new TaskInvoker(beans)),
				new OutcomeWriter(this.serializer, this.lifecycle), this.lifecycle, listener);
	}

	private InvocationScope scope(int retries) {
		Invocation invocation = new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), null, 0,
				"default", 0, 3, null, Map.of(), Invocation.WIRE_VERSION);
		Claim claim = new Claim(invocation, new RunnerId("runner"), new Token("token"), retries, 0, Duration.ZERO);
		return new InvocationScope(claim, new Slots(1, 1), this.lifecycle);
	}

	@Test
	void anOutcomeThatCannotBeWrittenIsWrittenAgain() {
		given(this.lifecycle.complete(any(), any())).willThrow(new IllegalStateException("away"))
			.willThrow(new IllegalStateException("still away"))
			.willReturn(true);
		this.executor.execute(this.scope);
		then(this.lifecycle).should(times(3)).complete(this.scope.claim(), Outcome.success("\"done\""));
		assertThat(this.target.bodies).isOne();
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
	}

	@Test
	void evenAnErrorWhileWritingDoesNotLoseTheOutcome() {
		given(this.lifecycle.complete(any(), any())).willThrow(new LinkageError("odd")).willReturn(true);
		this.executor.execute(this.scope);
		assertThat(this.target.bodies).isOne();
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
	}

	@Test
	void aWaitEndsPausedOnlyUntilTheBackendAnswers() throws Exception {
		given(this.lifecycle.pause(any(), any())).willReturn(Pause.Verdict.PAUSED);
		given(this.lifecycle.resume(any())).willThrow(new IllegalStateException("away")).willReturn(true);
		this.scope.await(List.of(InvocationId.create()), () -> assertThat(this.scope.isPaused()).isTrue());
		then(this.lifecycle).should(times(2)).resume(this.scope.claim());
		assertThat(this.scope.isPaused()).isFalse();
		assertThat(this.scope.isOwned()).isTrue();
	}

	@Test
	void aPauseWithoutAnswerDoesNotLeaveTheBodyPaused() {
		given(this.lifecycle.pause(any(), any())).willThrow(new IllegalStateException("away"));
		given(this.lifecycle.resume(any())).willReturn(true);
		assertThatIllegalStateException().isThrownBy(() -> this.scope.await(List.of(InvocationId.create()), () -> {
		})).withMessage("away");
		then(this.lifecycle).should().resume(this.scope.claim());
	}

	@Test
	void aClaimThatWasLostBeforeIsNotExecuted() {
		this.scope.lose();
		this.executor.execute(this.scope);
		assertThat(this.target.bodies).isZero();
		assertThat(this.events).isEmpty();
		then(this.lifecycle).shouldHaveNoInteractions();
	}

	@Test
	void aBodyWhoseClaimIsGivenBackLearnsIt() {
		given(this.lifecycle.release(any())).willReturn(new Transition(InvocationStatus.REROUTED, List.of()));
		this.scope.open();
		this.executor.giveBack(this.scope);
		assertThat(this.scope.isOwned()).isFalse();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(statuses()).containsExactly(InvocationStatus.REROUTED);
		this.scope.closeBody();
		this.scope.close();
	}

	@Test
	void aFailureThatIsWrittenAgainIsDescribedOnce() {
		given(this.serializer.write("done", String.class)).willThrow(new SerializationException("odd", null));
		given(this.lifecycle.complete(any(), any())).willThrow(new IllegalStateException("away")).willReturn(true);
		this.executor.execute(this.scope);
		then(this.lifecycle).should(times(2)).complete(this.scope.claim(), Outcome.failure("failure"));
		then(this.serializer).should().writeFailure(any());
	}

	@Test
	void anInterruptionAfterItsEndDoesNotMakeAFailureFree() {
		this.scope.open();
		this.scope.closeBody();
		assertThat(this.scope.interrupt()).isFalse();
		assertThat(this.scope.isInterrupted()).isFalse();
		this.scope.close();
	}

	@Test
	void anInterruptOfSomebodyElseIsLeftToHim() {
		this.scope.open();
		Thread.currentThread().interrupt();
		this.scope.closeBody();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		this.scope.close();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.scope.isInterrupted()).isFalse();
	}

	@Test
	void aBodyWithinABodyIsInterruptedWithItAndPassesItOn() {
		InvocationScope inner = scope(0);
		this.scope.open();
		inner.open();
		this.scope.interrupt();
		assertThat(inner.isInterrupted()).isTrue();
		inner.closeBody();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		inner.close();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		this.scope.closeBody();
		this.scope.close();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void aBodyLearnsOnceThatItsClaimIsLost() {
		this.scope.open();
		assertThat(this.scope.lose()).isTrue();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.scope.lose()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		this.scope.closeBody();
		this.scope.close();
	}

	@Test
	void aBodyWithinABodyWaitsAsAPartOfIt() throws Exception {
		InvocationScope inner = scope(0);
		given(this.lifecycle.pause(any(), any())).willReturn(Pause.Verdict.PAUSED);
		given(this.lifecycle.resume(any())).willReturn(true);
		this.scope.open();
		inner.open();
		inner.await(List.of(InvocationId.create()), () -> {
			assertThat(inner.isPaused()).isTrue();
			assertThat(this.scope.isPaused()).isTrue();
		});
		then(this.lifecycle).should().resume(this.scope.claim());
		then(this.lifecycle).should().resume(inner.claim());
		inner.closeBody();
		inner.close();
		this.scope.closeBody();
		this.scope.close();
	}

	@Test
	void anInterruptDoesNotThrowTheOutcomeAway() {
		given(this.lifecycle.complete(any(), any())).willAnswer((call) -> {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("away");
		}).willReturn(true);
		this.executor.execute(this.scope);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
	}

	@Test
	void aWaitOfABodyThatIsNoLongerOwnedSaysSo() {
		given(this.lifecycle.pause(any(), any())).willReturn(Pause.Verdict.LOST);
		assertThatExceptionOfType(InvocationNotOwnedException.class)
			.isThrownBy(() -> this.scope.await(List.of(InvocationId.create()), () -> {
				throw new AssertionError("must not wait");
			}));
		assertThat(this.scope.isOwned()).isFalse();
	}

	@Test
	void attemptsToWriteAnOutcomeEndWhenTheRunnerStops() {
		given(this.lifecycle.complete(any(), any())).willThrow(new IllegalStateException("away"));
		this.scope.abandon();
		this.executor.execute(this.scope);
		then(this.lifecycle).should().complete(any(), any());
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING);
	}

	@Test
	void aRefusedOutcomeIsNobodysEvent() {
		this.executor.execute(this.scope);
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING);
		assertThat(Pynenc.current()).isEmpty();
	}

	@Test
	void aFailureIsRetriedAndThenFinal() {
		this.target.failure = new IllegalStateException("no");
		given(this.lifecycle.retry(any(), any())).willReturn(true);
		given(this.lifecycle.complete(any(), any())).willReturn(true);
		this.executor.execute(this.scope);
		then(this.lifecycle).should().retry(this.scope.claim(), Duration.ZERO);
		this.scope = scope(1);
		this.executor.execute(this.scope);
		then(this.lifecycle).should().complete(this.scope.claim(), Outcome.failure("failure"));
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.RETRY,
				InvocationStatus.RUNNING, InvocationStatus.FAILED);
	}

	@Test
	void whatABodyThrowsAfterItsRunnerInterruptedItIsNotItsFailure() {
		this.target.failure = new InterruptedException();
		given(this.lifecycle.release(any())).willReturn(new Transition(InvocationStatus.REROUTED, List.of()));
		this.scope.interrupt();
		this.executor.execute(this.scope);
		then(this.lifecycle).should(never()).complete(any(), any());
		then(this.lifecycle).should(never()).retry(any(), any());
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.REROUTED);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void aResultThatIsThereAlthoughTheRunnerInterruptedCounts() {
		given(this.lifecycle.complete(any(), any())).willReturn(true);
		this.scope.interrupt();
		this.executor.execute(this.scope);
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
	}

	@Test
	void aResultThatCannotBeWrittenIsFinalAtOnce() {
		given(this.serializer.write("done", String.class)).willThrow(new SerializationException("unfit", null));
		given(this.lifecycle.complete(any(), any())).willReturn(true);
		this.executor.execute(this.scope);
		then(this.lifecycle).should(never()).retry(any(), any());
		then(this.lifecycle).should().complete(this.scope.claim(), Outcome.failure("failure"));
	}

	@Test
	void aSerializerThatCannotDescribeAFailureDoesNotKeepItFromEnding() {
		this.target.failure = new Error("odd");
		given(this.serializer.writeFailure(this.target.failure)).willThrow(new IllegalStateException("cannot"));
		given(this.lifecycle.complete(any(), any())).willReturn(true);
		this.executor.execute(this.scope);
		then(this.lifecycle).should().complete(this.scope.claim(), Outcome.failure("failure"));
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.FAILED);
	}

	@Test
	void anUnknownTaskIsGivenBack() {
		given(this.tasks.find(TASK)).willReturn(Optional.empty());
		given(this.lifecycle.release(any())).willReturn(new Transition(InvocationStatus.REROUTED, List.of()));
		this.executor.execute(this.scope);
		assertThat(this.target.bodies).isZero();
		assertThat(statuses()).containsExactly(InvocationStatus.REROUTED);
	}

	@Test
	void theThreadOfABodyNeedNotWaitForItsOutcomeToBeWritten() {
		answerLater();
		this.executor.execute(this.scope, this.elsewhere::add, this.progress);
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING);
		assertThat(this.steps).containsExactly("body ended");
		assertThat(Pynenc.current()).isEmpty();
		this.answered.accept(true, null);
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
		assertThat(this.steps).containsExactly("body ended", "concluded");
		assertThat(this.elsewhere).isEmpty();
	}

	@Test
	void anOutcomeThatCouldNotBeWrittenForSeveralIsWrittenAgainElsewhere() {
		answerLater();
		given(this.lifecycle.complete(any(), any())).willThrow(new IllegalStateException("still away"))
			.willReturn(true);
		this.executor.execute(this.scope, this.elsewhere::add, this.progress);
		this.answered.accept(null, new IllegalStateException("away"));
		assertThat(this.steps).containsExactly("body ended");
		assertThat(this.elsewhere).hasSize(1);
		this.elsewhere.get(0).run();
		then(this.lifecycle).should(times(2)).complete(this.scope.claim(), Outcome.success("\"done\""));
		assertThat(this.target.bodies).isOne();
		assertThat(this.steps).containsExactly("body ended", "concluded");
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
	}

	@Test
	void withoutAnotherThreadTheOutcomeIsWrittenAgainByWhoeverLearnsOfIt() {
		answerLater();
		given(this.lifecycle.complete(any(), any())).willReturn(true);
		this.executor.execute(this.scope, (command) -> {
			throw new RejectedExecutionException("stopped");
		}, this.progress);
		this.answered.accept(null, new IllegalStateException("away"));
		assertThat(this.steps).containsExactly("body ended", "concluded");
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
	}

	@Test
	void aWriteThatFailsBeforeItsAnswerDoesNotThrowTheOutcomeAway() {
		willThrow(new OutOfMemoryError("planted")).given(this.lifecycle).completeAsync(any(), any(), any());
		given(this.lifecycle.complete(any(), any())).willReturn(true);
		this.executor.execute(this.scope, this.elsewhere::add, this.progress);
		this.elsewhere.get(0).run();
		assertThat(this.target.bodies).isOne();
		assertThat(this.steps).containsExactly("body ended", "concluded");
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
	}

	@Test
	void anAnswerThatComesTwiceCountsOnce() {
		answerLater();
		this.executor.execute(this.scope, this.elsewhere::add, this.progress);
		this.answered.accept(true, null);
		this.answered.accept(null, new IllegalStateException("late"));
		assertThat(this.steps).containsExactly("body ended", "concluded");
		assertThat(this.elsewhere).isEmpty();
	}

	@Test
	void anInterruptThatABodyLeavesDoesNotHitTheWrite() {
		this.target.interrupts = true;
		willAnswer((call) -> {
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			return null;
		}).given(this.lifecycle).completeAsync(any(), any(), any());
		this.executor.execute(this.scope, this.elsewhere::add, this.progress);
		then(this.lifecycle).should().completeAsync(any(), any(), any());
		assertThat(this.elsewhere).isEmpty();
	}

	@Test
	void aListenerThatFailsKeepsNothingInHand() {
		answerLater();
		this.executor = executor((event) -> {
			if (event.status() == InvocationStatus.SUCCESS) {
				throw new StackOverflowError("planted");
			}
		});
		this.executor.execute(this.scope, this.elsewhere::add, this.progress);
		this.answered.accept(true, null);
		assertThat(this.steps).containsExactly("body ended", "concluded");
	}

	private void answerLater() {
		willAnswer((call) -> {
			this.answered = call.getArgument(2);
			return null;
		}).given(this.lifecycle).completeAsync(any(), any(), any());
	}

	@Test
	void aRetryThatCouldNotBeWrittenIsWrittenAgainElsewhere() {
		this.target.failure = new IllegalStateException("no");
		given(this.lifecycle.retry(any(), any())).willThrow(new IllegalStateException("away")).willReturn(true);
		this.executor.execute(this.scope, this.elsewhere::add, this.progress);
		assertThat(this.steps).containsExactly("body ended");
		this.elsewhere.get(0).run();
		assertThat(this.steps).last().isEqualTo("concluded");
		assertThat(statuses()).containsExactly(InvocationStatus.RUNNING, InvocationStatus.RETRY);
	}

	@Test
	void whatIsNotExecutedIsConcludedToo() {
		this.scope.lose();
		this.executor.execute(this.scope, this.elsewhere::add, this.progress);
		assertThat(this.steps).containsExactly("concluded");
		assertThat(this.target.bodies).isZero();
	}

	private List<InvocationStatus> statuses() {
		return this.events.stream().map(InvocationEvent::status).toList();
	}

	static class Target {

		private int bodies;

		private Throwable failure;

		private boolean interrupts;

		String work() throws Throwable {
			this.bodies++;
			if (this.interrupts) {
				Thread.currentThread().interrupt();
			}
			if (this.failure != null) {
				throw this.failure;
			}
			return "done";
		}

	}

}
