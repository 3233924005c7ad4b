package org.pynenc.runner;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.execution.HeartbeatSender;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Recovery;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Takes back what dead runners own, mends what got lost between two writes, and deletes
 * what is past its retention. Every runner does it, three times in a lease; the store
 * sees to it that each piece is done once.
 */
class Rescuer {

	private static final Log logger = LogFactory.getLog(Rescuer.class);

	private final InvocationLifecycle lifecycle;

	private final HeartbeatSender heartbeat;

	private final InvocationListener listener;

	private final Duration lease;

	private final Duration retention;

	private @Nullable ScheduledExecutorService scheduler;

	Rescuer(InvocationLifecycle lifecycle, HeartbeatSender heartbeat, InvocationListener listener, Duration lease,
			Duration retention) {
		this.lifecycle = lifecycle;
		this.heartbeat = heartbeat;
		this.listener = listener;
		this.lease = lease;
		this.retention = retention;
	}

	void start() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("pynenc-rescuer-");
		threads.setDaemon(true);
		long period = this.lease.toNanos() / 3;
		this.scheduler = Executors.newSingleThreadScheduledExecutor(threads);
		this.scheduler.scheduleWithFixedDelay(this::runSafely, period, period, TimeUnit.NANOSECONDS);
	}

	private void runSafely() {
		try {
			run();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("Lost work could not be looked for; the next look is in " + this.lease.dividedBy(3), ex);
		}
	}

	/**
	 * Renews the own lease first: after a pause of this whole JVM its own bodies must not
	 * look abandoned.
	 */
	void run() {
		this.heartbeat.beat();
		while (recoverSome() && !Thread.currentThread().isInterrupted()) {
			logger.trace("There may be more to take back");
		}
		while (this.lifecycle.sweep(this.retention) > 0 && !Thread.currentThread().isInterrupted()) {
			logger.trace("There may be more to delete");
		}
	}

	private boolean recoverSome() {
		Recovery recovery = this.lifecycle.recover(this.lease);
		recovery.recovered().forEach(this::report);
		return !recovery.recovered().isEmpty();
	}

	private void report(Recovery.Recovered recovered) {
		logger.warn("Invocation " + recovered.id() + " of task '" + recovered.taskId()
				+ "' was taken back from a dead runner and is " + recovered.status() + " now");
		this.listener.onEvent(InvocationEvent.of(recovered.id(), recovered.taskId(), recovered.status()));
	}

	void stop() {
		if (this.scheduler != null) {
			this.scheduler.shutdownNow();
		}
	}

}
