package org.pynenc.runner;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads that execute bodies: virtual ones, or platform threads that are made when
 * there is work and end some time after. Their number is bounded by the runner's slots
 * and the bodies that wait.
 */
class BodyThreads implements Executor {

	private static final String PREFIX = "pynenc-body-";

	private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

	private final Executor executor;

	BodyThreads(boolean virtual) {
		this.executor = virtual ? new VirtualThreadTaskExecutor(PREFIX) : platformThreads();
	}

	private static PlatformThreads platformThreads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(PREFIX);
		threads.setDaemon(true);
		return new PlatformThreads(threads, KEEP_ALIVE);
	}

	@Override
	public void execute(Runnable command) {
		this.executor.execute(command);
	}

	void stop() {
		if (this.executor instanceof PlatformThreads threads) {
			threads.stop();
		}
	}

}
