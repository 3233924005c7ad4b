package org.pynenc.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.StatusTransitions;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * What an orchestrator promises about every verb, in every status, asked by whomever: it
 * makes the move as a whole if the state machine and the ownership allow it, and changes
 * nothing otherwise.
 */
interface MovePromises extends OrchestratorScene {

	@TestFactory
	default Stream<DynamicTest> everyVerbInEveryStatusByEverybody() {
		return Arrays.stream(Stage.values())
			.flatMap((stage) -> Arrays.stream(Verb.values())
				.flatMap((verb) -> Arrays.stream(Holder.values())
					.map((holder) -> dynamicTest(stage + ", " + verb + " by " + holder,
							() -> play(stage, verb, holder)))));
	}

	private void play(Stage stage, Verb verb, Holder holder) {
		Cast cast = cast(stage, verb);
		assertThat(status(cast.invocation())).isEqualTo(stage.status());
		if (moves(stage, verb, holder)) {
			assertMoved(cast, verb, holder);
		}
		else {
			assertUnchanged(cast.invocation(), () -> assertThat(verb.ask(this, holder.claim(cast)))
				.isEqualTo(isAnsweredAsMade(stage, verb, holder)));
		}
	}

	/**
	 * Whether the state machine allows the whole path, and the ownership does too.
	 */
	private static boolean moves(Stage stage, Verb verb, Holder holder) {
		InvocationStatus from = stage.status();
		boolean owned = from.isOwned();
		for (InvocationStatus to : verb.path) {
			if (!StatusTransitions.isAllowed(from, to)) {
				return false;
			}
			from = to;
		}
		return verb.isOwners() ? (owned && holder == Holder.RIGHT_CLAIM) : !owned;
	}

	/**
	 * Whether the verb was asked for before, so that it is answered as it was then.
	 */
	private static boolean isAnsweredAsMade(Stage stage, Verb verb, Holder holder) {
		return stage.steps.contains(verb) && (holder == Holder.RIGHT_CLAIM || !verb.isOwners());
	}

	private void assertMoved(Cast cast, Verb verb, Holder holder) {
		Claim claim = holder.claim(cast);
		List<StatusChange> before = new ArrayList<>(history(cast.invocation()));
		assertThat(verb.ask(this, claim)).isTrue();
		InvocationRecord record = record(cast.invocation());
		InvocationStatus last = verb.path.get(verb.path.size() - 1);
		assertThat(record.status()).isEqualTo(last);
		assertThat(record.runner()).isEqualTo(last.isOwned() ? claim.runner() : null);
		List<StatusChange> after = history(cast.invocation());
		assertThat(after.subList(0, before.size())).isEqualTo(before);
		String runner = (verb == Verb.CANCEL) ? null : claim.runner().value();
		assertThat(after.subList(before.size(), after.size())).isEqualTo(
				verb.path.stream().map((status) -> new StatusChange(status, runner, record.changedAt())).toList());
	}

	/**
	 * Brings an invocation to a status, through two claims where there can be any. The
	 * first claim has not ended by the verb that is asked for now, so that asking is no
	 * repetition.
	 */
	private Cast cast(Stage stage, Verb verb) {
		alive(RUNNER, OTHER_RUNNER);
		Invocation invocation = registered();
		if (stage == Stage.REGISTERED) {
			return new Cast(invocation, madeUp(invocation, "one"), madeUp(invocation, "two"));
		}
		Claim stale = claim(RUNNER, invocation);
		assertThat(((verb == Verb.RETRY) ? Verb.RELEASE : Verb.RETRY).ask(this, stale)).isTrue();
		Claim right = claim(RUNNER, invocation);
		for (Verb step : stage.steps) {
			assertThat(step.ask(this, right)).isTrue();
		}
		return new Cast(invocation, right, stale);
	}

	private static Claim madeUp(Invocation invocation, String token) {
		return new Claim(invocation, RUNNER, new Token(token), 0, 0, Duration.ZERO);
	}

	/**
	 * The stored statuses that the verbs lead to, and the steps from a claim to there.
	 */
	enum Stage {

		REGISTERED, RETRY(Verb.RETRY), REROUTED(Verb.RELEASE), RUNNING(Verb.PAUSE, Verb.RESUME), PAUSED(Verb.PAUSE),
		SUCCESS(Verb.COMPLETE_SUCCESS), FAILED(Verb.COMPLETE_FAILED), CANCELLED(Verb.RELEASE, Verb.CANCEL);

		private final List<Verb> steps;

		Stage(Verb... steps) {
			this.steps = List.of(steps);
		}

		InvocationStatus status() {
			return InvocationStatus.valueOf(name());
		}

	}

	/**
	 * What can be asked of an orchestrator, and the path that it takes.
	 */
	enum Verb {

		CLAIM(InvocationStatus.PENDING, InvocationStatus.RUNNING) {

			@Override
			boolean ask(OrchestratorScene scene, Claim claim) {
				return scene.decision(scene.request(claim.runner(), 1), claim.invocation())
					.verdict() == Verdict.CLAIMED;
			}

		},

		COMPLETE_SUCCESS(InvocationStatus.SUCCESS) {

			@Override
			boolean ask(OrchestratorScene scene, Claim claim) {
				return scene.orchestrator().complete(claim, InvocationStatus.SUCCESS).isAccepted();
			}

		},

		COMPLETE_FAILED(InvocationStatus.FAILED) {

			@Override
			boolean ask(OrchestratorScene scene, Claim claim) {
				return scene.orchestrator().complete(claim, InvocationStatus.FAILED).isAccepted();
			}

		},

		RETRY(InvocationStatus.RETRY) {

			@Override
			boolean ask(OrchestratorScene scene, Claim claim) {
				return scene.orchestrator().retry(claim, Duration.ZERO).isAccepted();
			}

		},

		RELEASE(InvocationStatus.KILLED, InvocationStatus.REROUTED) {

			@Override
			boolean ask(OrchestratorScene scene, Claim claim) {
				return scene.orchestrator().release(claim).isAccepted();
			}

		},

		PAUSE(InvocationStatus.PAUSED) {

			@Override
			boolean ask(OrchestratorScene scene, Claim claim) {
				return scene.orchestrator()
					.pause(claim, List.of(scene.registered().id()))
					.verdict() == Pause.Verdict.PAUSED;
			}

		},

		RESUME(InvocationStatus.RESUMED, InvocationStatus.RUNNING) {

			@Override
			boolean ask(OrchestratorScene scene, Claim claim) {
				return scene.orchestrator().resume(claim);
			}

		},

		CANCEL(InvocationStatus.CANCELLED) {

			@Override
			boolean ask(OrchestratorScene scene, Claim claim) {
				Orchestrator orchestrator = scene.orchestrator();
				return orchestrator.cancel(claim.invocation().id());
			}

		};

		private final List<InvocationStatus> path;

		Verb(InvocationStatus... path) {
			this.path = List.of(path);
		}

		abstract boolean ask(OrchestratorScene scene, Claim claim);

		boolean isOwners() {
			return this != CLAIM && this != CANCEL;
		}

	}

	/**
	 * Who asks.
	 */
	enum Holder {

		RIGHT_CLAIM, STALE_CLAIM, OTHER_RUNNER_WITH_THE_RIGHT_TOKEN;

		Claim claim(Cast cast) {
			return switch (this) {
				case RIGHT_CLAIM -> cast.right();
				case STALE_CLAIM -> cast.stale();
				case OTHER_RUNNER_WITH_THE_RIGHT_TOKEN -> new Claim(cast.invocation(), OrchestratorScene.OTHER_RUNNER,
						cast.right().token(), 0, 0, Duration.ZERO);
			};
		}

	}

	/**
	 * An invocation and the claims that were made on it.
	 *
	 * @param invocation the invocation
	 * @param right its latest claim
	 * @param stale an earlier one
	 */
	record Cast(Invocation invocation, Claim right, Claim stale) {
	}

}
