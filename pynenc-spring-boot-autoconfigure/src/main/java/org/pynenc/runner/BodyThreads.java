package org.pynenc.runner;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads that execute bodies: virtual ones, or platform threads that are made when
 * there is work and end some time after. Their number is bounded by the runner's slots
 * and the bodies that wait.
 */
class BodyThreads implements Executor {

	private static final String PREFIX = "pynenc-body-";

	private final Executor executor;

	BodyThreads(boolean virtual) {
		this.executor = virtual ? new VirtualThreadTaskExecutor(PREFIX) : platformThreads();
	}

	private static ExecutorService platformThreads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(PREFIX);
		threads.setDaemon(true);
		return Executors.newCachedThreadPool(threads);
	}

	@Override
	public void execute(Runnable command) {
		this.executor.execute(command);
	}

	void stop() {
		if (this.executor instanceof ExecutorService service) {
			service.shutdown();
		}
	}

}
