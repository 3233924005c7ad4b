package org.pynenc.client;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads that complete futures, and so run what applications attach to them, apart
 * from the runner's. They are made when a future is completed and end when there is
 * nothing to do for a while. Not an executor bean: that would displace the application's.
 */
class FutureThreads implements DisposableBean {

	private static final int KEEP_ALIVE_SECONDS = 10;

	private final ThreadPoolExecutor executor;

	FutureThreads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("pynenc-future-");
		threads.setDaemon(true);
		// Without a bound: what is attached to a future may wait for another one, which
		// needs a thread as well.
		this.executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), threads);
	}

	Executor executor() {
		return this.executor;
	}

	@Override
	public void destroy() {
		this.executor.shutdown();
	}

}
