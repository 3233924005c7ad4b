package org.pynenc.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.pynenc.proof.FaultSchedule.Fault;

/**
 * Does to a fleet under load what a schedule says, and notes it.
 */
final class FaultInjector {

	private static final int LONGEST_PAUSE_MILLIS = 1500;

	private final Fleet fleet;

	private final ProofServer server;

	private final Progress progress;

	private final EventLog log;

	private final List<ForkedJvm> runners = new ArrayList<>();

	private final List<ForkedJvm> starting = new ArrayList<>();

	private final List<ForkedJvm> callers = new ArrayList<>();

	private final Map<FaultKind, Integer> done = new TreeMap<>();

	private long callerSeed;

	FaultInjector(Fleet fleet, ProofServer server, Progress progress, long seed) {
		this.fleet = fleet;
		this.server = server;
		this.progress = progress;
		this.log = fleet.log("faults");
		this.callerSeed = seed * 1000;
		beginRunner();
		beginRunner();
		beginCaller();
		beginCaller();
	}

	private void beginRunner() {
		ForkedJvm runner = this.fleet.begin("runner");
		this.starting.add(runner);
		this.runners.add(runner);
	}

	/**
	 * Its load begins when it is ready.
	 */
	private void beginCaller() {
		this.callerSeed += 10;
		ForkedJvm caller = this.fleet.begin("caller", "pynenc.runner.enabled=false");
		caller.tell("load " + this.callerSeed + " 2");
		this.callers.add(caller);
	}

	/**
	 * Runners are harmed in a fleet that is complete; the server also while some start.
	 */
	private void awaitRunners() {
		this.starting.forEach(Fleet::awaitReady);
		this.starting.clear();
	}

	void inject(Fault fault) {
		if (fault.kind().hitsRunners()) {
			awaitRunners();
		}
		this.progress.await(fault.progress());
		this.done.merge(fault.kind(), 1, Integer::sum);
		switch (fault.kind()) {
			case KILL_RUNNER -> killRunner(chosen(this.runners, fault), fault);
			case KILL_CALLER -> killCaller(chosen(this.callers, fault), fault);
			case FREEZE_RUNNER -> freeze(chosen(this.runners, fault), fault);
			case ROLLING_RESTART -> restartAll(fault);
			case CUT_CONNECTIONS -> toServer(fault, this.server::cutConnections);
			case PAUSE_CLIENTS -> toServer(fault, () -> this.server.pause(1 + fault.choice() % LONGEST_PAUSE_MILLIS));
			case FORGET_SCRIPTS -> toServer(fault, this.server::forgetScripts);
			case KILL_REDIS -> toServer(fault, this.server::restart);
		}
	}

	private static ForkedJvm chosen(List<ForkedJvm> jvms, Fault fault) {
		return jvms.get(fault.choice() % jvms.size());
	}

	private void note(Fault fault, String node) {
		this.log.note(Event.Kind.FAULT, node, "", "", fault.kind().name());
	}

	private void toServer(Fault fault, Runnable work) {
		note(fault, "");
		work.run();
	}

	private void killRunner(ForkedJvm runner, Fault fault) {
		note(fault, runner.name());
		runner.kill();
		this.runners.remove(runner);
		beginRunner();
	}

	private void killCaller(ForkedJvm caller, Fault fault) {
		note(fault, caller.name());
		caller.kill();
		this.callers.remove(caller);
		beginCaller();
	}

	/**
	 * Its work must have gone on elsewhere before it goes on itself.
	 */
	private void freeze(ForkedJvm runner, Fault fault) {
		note(fault, runner.name());
		this.progress.freeze(runner);
		this.progress.await(1 + fault.choice() % 20);
		this.log.note(Event.Kind.THAWED, runner.name(), "", "", "");
		runner.thaw();
	}

	private void restartAll(Fault fault) {
		List<ForkedJvm> before = List.copyOf(this.runners);
		before.forEach((runner) -> beginRunner());
		awaitRunners();
		for (ForkedJvm runner : before) {
			note(fault, runner.name());
			this.runners.remove(runner);
			runner.terminate();
		}
	}

	/**
	 * Ends the load: callers read what they have open.
	 */
	void finish() {
		this.callers.forEach((caller) -> caller.tell("finish"));
		for (ForkedJvm caller : this.callers) {
			Fleet.awaitReady(caller);
			caller.answer();
			caller.answer(this.progress.patience());
		}
	}

	/**
	 * How many faults of each kind there were.
	 */
	Map<FaultKind, Integer> done() {
		return this.done;
	}

}
