package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.pynenc.InvocationId;
import org.pynenc.OnDifferentArguments;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Registration;

/**
 * A verb in a scene where it has something to do.
 *
 * @param name says which
 * @param before what leads to it
 * @param arguments what it is asked with, made once
 * @param ask asks, and gives the answer
 * @param answersAgain whether the same question gets the same answer; a step of work that
 * was done is not there to be done again
 */
record RedisVerb(String name, Consumer<RedisScene> before, Function<RedisScene, Object> arguments, Asking ask,
		boolean answersAgain) {

	static Stream<RedisVerb> all() {
		return Stream.of(registrations(), claims(), moves(), works(), runners()).flatMap(List::stream);
	}

	private static List<RedisVerb> registrations() {
		return List.of(verb("register", nothing(), (scene) -> scene.make(1), RedisVerb::register),
				verb("register a batch", nothing(), (scene) -> scene.make(20), RedisVerb::register),
				verb("register twice the same", nothing(), (scene) -> twice(scene.make(1)), RedisVerb::register),
				keyed("reuse", OnDifferentArguments.REUSE), keyed("replace", OnDifferentArguments.REPLACE),
				keyed("refuse", OnDifferentArguments.RAISE));
	}

	private static List<Invocation> twice(List<Invocation> one) {
		return List.of(one.get(0), one.get(0));
	}

	private static RedisVerb keyed(String name, OnDifferentArguments otherwise) {
		return verb(name, (scene) -> scene.lifecycle().register(List.of(scene.make("one", otherwise))),
				(scene) -> List.of(scene.make("two", otherwise), scene.make("two", otherwise)), RedisVerb::register);
	}

	/**
	 * Who was replaced is told once, to nobody if the answer is lost.
	 */
	private static Object register(RedisScene scene, List<Invocation> invocations) {
		return scene.lifecycle()
			.register(invocations)
			.stream()
			.map((answer) -> new Registration(answer.kind(), answer.invocation(), answer.differs(), null,
					answer.entry()))
			.toList();
	}

	private static List<RedisVerb> claims() {
		return List.of(
				verb("claim", (scene) -> scene.register(3), (scene) -> scene.next(RedisScene.ONE, 2),
						RedisScene::claim),
				verb("claim more than there is", (scene) -> scene.register(3), (scene) -> scene.next(RedisScene.ONE, 4),
						RedisScene::claim),
				verb("claim beside what is not due", RedisVerb::oneLater, (scene) -> scene.next(RedisScene.ONE, 4),
						RedisScene::claim),
				verb("claim nothing", nothing(), (scene) -> scene.next(RedisScene.ONE, 4), RedisScene::claim),
				verb("claim by id", (scene) -> scene.register(3), (scene) -> scene.next(RedisScene.ONE, 1),
						(RedisScene scene, ClaimRequest request) -> scene.lifecycle()
							.claim(request, scene.invocations().get(1).id())));
	}

	private static void oneLater(RedisScene scene) {
		scene.registerAndClaim(1);
		scene.lifecycle().retry(scene.claim(), Duration.ofSeconds(2));
		scene.register(1);
	}

	private static List<RedisVerb> moves() {
		return List.of(
				move("complete", (scene) -> scene.lifecycle().complete(scene.claim(), Outcome.success("\"done\""))),
				move("fail", (scene) -> scene.lifecycle().complete(scene.claim(), Outcome.failure("\"bad\""))),
				move("retry", (scene) -> scene.lifecycle().retry(scene.claim(), Duration.ZERO)),
				move("retry later", (scene) -> scene.lifecycle().retry(scene.claim(), Duration.ofSeconds(5))),
				move("release", (scene) -> scene.lifecycle().release(scene.claim())),
				verb("release what may start only once", RedisVerb::claimFragile, RedisVerb::none,
						(scene, none) -> scene.lifecycle().release(scene.claim())),
				move("pause", (scene) -> scene.lifecycle().pause(scene.claim(), ids(scene))),
				verb("resume", RedisVerb::claimAndPause, RedisVerb::none,
						(scene, none) -> scene.lifecycle().resume(scene.claim())),
				verb("cancel", (scene) -> scene.register(2), RedisVerb::none,
						(scene, none) -> scene.lifecycle().cancel(scene.invocations().get(0).id())));
	}

	private static RedisVerb move(String name, Function<RedisScene, Object> ask) {
		return verb(name, (scene) -> {
			scene.registerAndClaim(1);
			scene.register(2);
		}, RedisVerb::none, (scene, none) -> ask.apply(scene));
	}

	private static void claimFragile(RedisScene scene) {
		scene.lifecycle().register(List.of(scene.make(null, 0)));
		scene.claims().addAll(scene.claim(scene.next(RedisScene.ONE, 1)).claims());
	}

	private static void claimAndPause(RedisScene scene) {
		scene.registerAndClaim(1);
		scene.register(2);
		scene.lifecycle().pause(scene.claim(), ids(scene));
	}

	private static List<InvocationId> ids(RedisScene scene) {
		return scene.invocations().stream().map(Invocation::id).toList();
	}

	private static List<RedisVerb> works() {
		return List.of(work("recover", (scene) -> {
			scene.registerAndClaim(2);
			scene.claims().add(scene.claims().get(0));
			scene.lifecycle().register(List.of(scene.make(null, 0)));
			scene.claim(scene.next(RedisScene.ONE, 1));
			scene.advance(RedisScene.LEASE.plusSeconds(1));
			scene.announce(RedisScene.TWO);
		}, (scene) -> scene.lifecycle().recover(RedisScene.LEASE)),
				work("sweep", RedisVerb::endAndAge, (scene) -> scene.lifecycle().sweep(RedisScene.RETENTION)),
				work("purge", RedisVerb::endAndAge, (scene) -> {
					scene.lifecycle().purge();
					return 0;
				}));
	}

	private static void endAndAge(RedisScene scene) {
		scene.registerAndClaim(2);
		scene.lifecycle().complete(scene.claim(), Outcome.success("1"));
		scene.advance(RedisScene.RETENTION.plusSeconds(1));
	}

	private static RedisVerb work(String name, Consumer<RedisScene> before, Function<RedisScene, Object> ask) {
		return new RedisVerb(name, before, RedisVerb::none, (scene, none) -> ask.apply(scene), false);
	}

	private static List<RedisVerb> runners() {
		return List.of(move("heartbeat", (scene) -> scene.hold(RedisScene.ONE, 1, Set.of(scene.claim().token()))),
				move("heartbeat without a claim", (scene) -> scene.hold(RedisScene.ONE, 1, Set.of())),
				move("heartbeat of one who lost a claim",
						(scene) -> scene.hold(RedisScene.TWO, 1, Set.of(scene.claim().token()))),
				move("leave", (scene) -> {
					scene.parts().orchestrator().runners().leave(RedisScene.ONE);
					return 0;
				}), move("rest", (scene) -> {
					scene.parts().orchestrator().runners().idle(RedisScene.ONE);
					return 0;
				}));
	}

	@SuppressWarnings("unchecked")
	private static <A> RedisVerb verb(String name, Consumer<RedisScene> before, Function<RedisScene, A> arguments,
			AskingWith<A> ask) {
		return new RedisVerb(name, before, arguments::apply, (scene, asked) -> ask.of(scene, (A) asked), true);
	}

	private static Consumer<RedisScene> nothing() {
		return (scene) -> {
		};
	}

	private static Object none(RedisScene scene) {
		return scene;
	}

	/**
	 * Whether a lost answer may leave something aside that only comes back later.
	 */
	boolean isClaim() {
		return this.name.startsWith("claim");
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Asks the question of a scene.
	 */
	interface Asking {

		Object of(RedisScene scene, Object arguments);

	}

	private interface AskingWith<A> {

		Object of(RedisScene scene, A arguments);

	}

}
