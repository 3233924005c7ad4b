package org.pynenc.proof;

/**
 * What is done to the processes of a run.
 */
enum FaultKind {

	/**
	 * A runner is killed ({@code SIGKILL}), and another one started.
	 */
	KILL_RUNNER(4),

	/**
	 * A caller is killed, and another one started.
	 */
	KILL_CALLER(2),

	/**
	 * A runner stands still ({@code SIGSTOP}) until others have taken over its work, and
	 * goes on.
	 */
	FREEZE_RUNNER(4),

	/**
	 * All connections are cut by the server.
	 */
	CUT_CONNECTIONS(5),

	/**
	 * The server answers nobody for a while.
	 */
	PAUSE_CLIENTS(4),

	/**
	 * The server forgets the scripts.
	 */
	FORGET_SCRIPTS(4),

	/**
	 * The server is killed and comes back with what it had written.
	 */
	KILL_REDIS(3),

	/**
	 * Other runners are started, and one after the other is stopped in good order.
	 */
	ROLLING_RESTART(1);

	private final int weight;

	FaultKind(int weight) {
		this.weight = weight;
	}

	/**
	 * Whether it takes a runner away, for good or for a while.
	 */
	boolean hitsRunners() {
		return this == KILL_RUNNER || this == FREEZE_RUNNER || this == ROLLING_RESTART;
	}

	/**
	 * How often it comes, compared with the others.
	 */
	int weight() {
		return this.weight;
	}

}
