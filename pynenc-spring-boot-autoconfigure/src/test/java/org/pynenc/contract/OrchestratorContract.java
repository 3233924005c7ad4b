package org.pynenc.contract;

import java.time.Duration;
import java.time.Instant;

import org.pynenc.orchestrator.Orchestrator;

/**
 * What every {@link Orchestrator} and its runner registry keep. A subclass gives an
 * orchestrator that is empty at the start of each test.
 */
public abstract class OrchestratorContract
		implements RegistrationPromises, ReusePromises, ClaimPromises, OwnerPromises, PausePromises, MovePromises,
		RecoveryPromises, UnqueuedPromises, RunnerPromises, EndPromises, PagePromises, OrchestratorRaces {

	/**
	 * The orchestrator under test.
	 * @return the same one during a test
	 */
	@Override
	public abstract Orchestrator orchestrator();

	/**
	 * Moves the time of the orchestrator.
	 * @param duration by how much
	 */
	@Override
	public abstract void advance(Duration duration);

	/**
	 * The time of the orchestrator.
	 * @return the time
	 */
	@Override
	public abstract Instant now();

}
