package org.pynenc.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.core.ConditionTimeoutException;
import org.pynenc.backend.redis.RedisServerExtension;
import org.pynenc.proof.FaultSchedule.Fault;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A fleet under load, faults, and the history of it all.
 *
 * @param setup which lifecycle it has
 * @param seed decides about the load
 * @param faults what is done to it
 * @param patience how long nothing may go on before the run counts as stuck
 */
record ProofRun(Setup setup, long seed, FaultSchedule faults, Duration patience) {

	static final Duration LEASE = Duration.ofSeconds(2);

	Result run() {
		try (ProofServer server = new ProofServer(); Fleet fleet = fleet(server)) {
			FinalLook look = new FinalLook(fleet.here());
			Progress progress = new Progress(look, this.patience);
			FaultInjector injector = new FaultInjector(fleet, server, progress, this.seed);
			List<String> stuck = new ArrayList<>();
			try {
				for (Fault fault : this.faults.faults()) {
					injector.inject(fault);
				}
				injector.finish();
				progress.awaitEnd();
			}
			catch (ConditionTimeoutException | AssertionError ex) {
				stuck.add("The run is stuck: " + ex.getMessage());
			}
			return new Result(this.seed, history(server, fleet, look, stuck), injector.done());
		}
	}

	private Fleet fleet(ProofServer server) {
		return new Fleet(server.url()).with(ProofNode.COMPOSED, this.setup == Setup.COMPOSED_REDIS)
			.with("pynenc.runner.concurrency", 4)
			.with("pynenc.runner.lease", LEASE);
	}

	private static History history(ProofServer server, Fleet fleet, FinalLook look, List<String> stuck) {
		LettuceConnectionFactory connections = RedisServerExtension.connect(server.url());
		try {
			return look.history(fleet, new ServerLook(connections), stuck);
		}
		finally {
			connections.destroy();
		}
	}

}
