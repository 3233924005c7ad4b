package org.pynenc.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pynenc.backend.redis.RedisServerExtension;
import org.pynenc.proof.Violation.Promise;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proof is seen to fail where it must: each time one script of the engine is spoiled
 * in the processes of a run, and the checker says what became of it.
 */
@ExtendWith(RedisServerExtension.class)
class PlantedFaultTests {

	private static final String FOLDER = "org/pynenc/backend/redis/";

	private static final int TREES = 10;

	private static final Duration PATIENCE = Duration.ofSeconds(6);

	@TempDir
	private Path directory;

	/**
	 * A late owner may end what somebody else has ended already.
	 */
	@Test
	void fencingSwitchedOff() throws IOException {
		spoil("complete", "there[1] ~= 'RUNNING' or there[2] ~= runner or runner .. '/' .. tk ~= token", "not tk");
		try (Fleet fleet = new Fleet(RedisServerExtension.url()).with("pynenc.runner.concurrency", 1)
			.with("pynenc.runner.lease", ProofRun.LEASE)
			.withClassPathBefore(this.directory)) {
			ConfigurableApplicationContext caller = fleet.here();
			NotedCalls calls = caller.getBean(NotedCalls.class);
			ForkedJvm late = fleet.start("runner");
			NotedCalls.NotedCall call = calls.call("1", caller.getBean(ProofTasks.class)::hold);
			fleet.awaitEvent(Event.Kind.STARTED, late);
			fleet.start("runner", ProofNode.GATE + "=true");
			late.freeze();
			calls.read(call);
			late.thaw();
			late.ask("open");
			fleet.awaitEvent(Event.Kind.ENDED, late);
			late.terminate();
			ServerLook server = new ServerLook(RedisServerExtension.connectionFactory());
			History history = new FinalLook(caller).history(fleet, server, List.of());
			assertThat(Checker.check(history)).extracting(Violation::promise).contains(Promise.ONE_OUTCOME);
		}
	}

	/**
	 * Some registrations never come into a queue, and nobody is told of them.
	 */
	@Test
	void aLostWakeUp() throws IOException {
		spoil("register", "if enqueued then\n		local lane",
				"if enqueued and sequence % 17 == 0 then\n		return\n	elseif enqueued then\n		local lane");
		assertThat(broken()).contains(Promise.NOTHING_IS_LOST, Promise.NOTHING_REMAINS);
	}

	/**
	 * Some ends are committed without their outcome, as by two writes with a death
	 * between them.
	 */
	@Test
	void aCompletionInTwoSteps() throws IOException {
		spoil("complete", "elseif result == '' then", "elseif result == '' or T % 17 == 0 then");
		assertThat(broken()).contains(Promise.ONE_OUTCOME);
	}

	/**
	 * What a runner has claimed stays claimable.
	 */
	@Test
	void aClaimThatDoesNotTakeOut() throws IOException {
		spoil("claim", "local ids, more = pop(lane, slots - granted, second)",
				"local ids = call('ZRANGE', P .. 'q:' .. lane, 0, 0)\n		local more = ids[1] ~= nil\n"
						+ "		if more and call('HINCRBY', P .. 'x', ids[1], 1) > 1 then call('ZREM', P .. 'q:' .. lane, ids[1]) end");
		spoil("claim", "s ~= 'REGISTERED' and s ~= 'RETRY' and s ~= 'REROUTED'", "s == 'SUCCESS' or s == 'FAILED'");
		assertThat(broken()).contains(Promise.ONE_OUTCOME);
	}

	/**
	 * The calls within the calls are registered by the runner, by its spoiled scripts.
	 */
	private List<Promise> broken() {
		try (Fleet fleet = new Fleet(RedisServerExtension.url()).with("pynenc.runner.concurrency", 4)
			.with("pynenc.runner.lease", ProofRun.LEASE)
			.withClassPathBefore(this.directory)) {
			fleet.start("runner");
			ConfigurableApplicationContext caller = fleet.here();
			ProofTasks tasks = caller.getBean(ProofTasks.class);
			for (int i = 0; i < TREES; i++) {
				caller.getBean(NotedCalls.class).call("8", (name) -> tasks.tree(name, 3));
			}
			FinalLook look = new FinalLook(caller);
			List<String> stuck = stuck(new Progress(look, PATIENCE));
			History history = look.history(fleet, new ServerLook(RedisServerExtension.connectionFactory()), stuck);
			return Checker.check(history).stream().map(Violation::promise).distinct().toList();
		}
	}

	private static List<String> stuck(Progress progress) {
		try {
			progress.awaitEnd();
			return List.of();
		}
		catch (ConditionTimeoutException ex) {
			return List.of(ex.getMessage());
		}
	}

	private void spoil(String script, String text, String by) throws IOException {
		Path copy = this.directory.resolve(FOLDER + script + ".lua");
		String whole = Files.exists(copy) ? Files.readString(copy)
				: new ClassPathResource(FOLDER + script + ".lua").getContentAsString(StandardCharsets.UTF_8);
		assertThat(whole).as("what is to be spoiled").contains(text);
		Files.createDirectories(copy.getParent());
		Files.writeString(copy, whole.replace(text, by));
	}

}
