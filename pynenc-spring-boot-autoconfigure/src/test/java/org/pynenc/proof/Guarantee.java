package org.pynenc.proof;

/**
 * What is promised, as the guide to guarantees lists it.
 */
public enum Guarantee {

	/**
	 * Every accepted call ends.
	 */
	NO_CALL_IS_LOST("no accepted call is lost", "the calls end with the JVM"),

	/**
	 * One outcome counts, and everybody reads it.
	 */
	ONE_OUTCOME("exactly one outcome counts, and all read that one"),

	/**
	 * What has ended is not started again.
	 */
	NO_BODY_AFTER_THE_OUTCOME("no body starts after the outcome"),

	/**
	 * A claim starts one body, and one claim is valid at a time.
	 */
	ONE_BODY_AT_A_TIME("no two bodies of an invocation run under a valid claim at a time"),

	/**
	 * Without recoveries and retries a body starts once.
	 */
	AT_MOST_ONCE("with `maxRecoveries = 0` a body never starts twice"),

	/**
	 * Who was taken for dead cannot end what is somebody else's.
	 */
	LATE_OWNER_IS_REFUSED("the outcome of a late owner is refused"),

	/**
	 * Who waits learns of the end.
	 */
	WAITERS_ARE_TOLD("who waits is told of the end"),

	/**
	 * Work of the dead is taken over.
	 */
	DEAD_RUNNERS_WORK_RUNS_AGAIN("work of a runner that died runs again"),

	/**
	 * What kills its runners is not run for ever.
	 */
	POISON_FAILS("work that kills its runners ends `FAILED`, and others live on"),

	/**
	 * Work waits for a node that knows its task.
	 */
	UNKNOWN_TASK_WAITS("work of a task that no runner knows waits for one that does"),

	/**
	 * A stop loses nothing and costs no recovery.
	 */
	STOPPED_RUNNER_GIVES_BACK("a runner that is stopped gives unfinished work back"),

	/**
	 * A process that dies between two writes of a step leaves what others can mend.
	 */
	NO_HALF_STEPS("who dies in the middle of a step leaves nothing lost, doubled or left over"),

	/**
	 * A step may be asked for again.
	 */
	REPEATED_STEPS_COUNT_ONCE("a step whose answer was lost may be repeated and counts once",
			"no answer can be lost within a JVM"),

	/**
	 * Registration concurrency.
	 */
	ONE_WAITS_PER_KEY("one invocation at most waits with a registration key"),

	/**
	 * Beyond the limit calls are refused.
	 */
	OVERLOAD_IS_REFUSED("beyond `pynenc.broker.max-queued` calls are refused, and all accepted ones are executed"),

	/**
	 * Nothing grows with what was executed.
	 */
	NOTHING_GROWS("heap, threads and keys stay flat however much is executed"),

	/**
	 * A killed server with its disk.
	 */
	SERVER_RESTART_LOSES_NOTHING("a server that is killed and comes back, with `appendfsync always`, has lost nothing",
			"has no server"),

	/**
	 * A full server.
	 */
	FULL_SERVER_ENDS_ITS_WORK("a server whose memory is full refuses new calls and ends what it has", "has no server"),

	/**
	 * Nothing is left of what was purged or is past its retention.
	 */
	NOTHING_REMAINS("nothing is left after a purge, or after the retention");

	private final String text;

	private final String withinMemory;

	Guarantee(String text) {
		this(text, "no such test");
	}

	Guarantee(String text, String withinMemory) {
		this.text = text;
		this.withinMemory = withinMemory;
	}

	/**
	 * What is promised, in words.
	 */
	public String text() {
		return this.text;
	}

	/**
	 * What to say of a setup that no test proves it on.
	 */
	public String withoutProof(Setup setup) {
		return (setup == Setup.MEMORY) ? this.withinMemory : "no such test";
	}

}
