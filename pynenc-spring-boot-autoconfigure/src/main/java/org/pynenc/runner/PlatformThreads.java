package org.pynenc.runner;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * As many threads as there are commands at a time, of which no more are woken than can
 * find something to do: a thread that ends its command takes the next one itself, and who
 * takes one while more are there wakes one other. So short commands do without a switch
 * of threads each, and long ones wait for nobody. A thread that had nothing to do for a
 * while ends. Safe for use by several threads.
 */
final class PlatformThreads implements Executor {

	private static final Log logger = LogFactory.getLog(PlatformThreads.class);

	private final ThreadFactory factory;

	private final Duration keepAlive;

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Runnable> commands = new ArrayDeque<>();

	/**
	 * Those that sleep; who slept least is woken first.
	 */
	private final Deque<Worker> sleeping = new ArrayDeque<>();

	/**
	 * How many threads there are that execute nothing, asleep or on their way to a
	 * command.
	 */
	private int available;

	/**
	 * The thread that was woken and has not come for a command yet.
	 */
	private @Nullable Worker coming;

	private boolean stopped;

	/**
	 * Makes an executor without threads.
	 * @param factory makes them
	 * @param keepAlive how long one that has nothing to do stays
	 */
	PlatformThreads(ThreadFactory factory, Duration keepAlive) {
		this.factory = factory;
		this.keepAlive = keepAlive;
	}

	/**
	 * Executes a command as soon as a thread has it, which needs no other command to end.
	 * @param command what to execute; its exceptions are logged
	 * @throws RejectedExecutionException after the stop
	 * @throws OutOfMemoryError if there is no other thread to be had
	 */
	@Override
	public void execute(Runnable command) {
		this.lock.lock();
		try {
			if (this.stopped) {
				throw new RejectedExecutionException("The threads are stopped");
			}
			if (this.available <= this.commands.size()) {
				startThread();
			}
			this.commands.add(command);
			call();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startThread() {
		Thread thread = this.factory.newThread(new Worker());
		thread.start();
		this.available++;
	}

	/**
	 * Wakes one for what waits, unless one is coming. One that was just started comes by
	 * itself.
	 */
	private void call() {
		if (this.coming == null && !this.commands.isEmpty() && !this.sleeping.isEmpty()) {
			this.coming = this.sleeping.pop();
			LockSupport.unpark(this.coming.thread);
		}
	}

	/**
	 * Lets the threads end when they have executed what is there.
	 */
	void stop() {
		this.lock.lock();
		try {
			this.stopped = true;
			this.sleeping.forEach((worker) -> LockSupport.unpark(worker.thread));
		}
		finally {
			this.lock.unlock();
		}
	}

	int available() {
		this.lock.lock();
		try {
			return this.available;
		}
		finally {
			this.lock.unlock();
		}
	}

	private final class Worker implements Runnable {

		private @Nullable Thread thread;

		@Override
		public void run() {
			this.thread = Thread.currentThread();
			Runnable command = next(false);
			while (command != null) {
				execute(command);
				command = next(true);
			}
		}

		private void execute(Runnable command) {
			try {
				command.run();
			}
			catch (RuntimeException | Error ex) {
				logger.error("A thread of the runner failed", ex);
			}
			// An interrupt was for the command.
			Thread.interrupted();
		}

		/**
		 * Waits for a command.
		 * @return {@code null} if the thread shall end
		 */
		private @Nullable Runnable next(boolean afterAnother) {
			PlatformThreads threads = PlatformThreads.this;
			threads.lock.lock();
			try {
				threads.available += afterAnother ? 1 : 0;
				long deadline = System.nanoTime() + threads.keepAlive.toNanos();
				while (threads.commands.isEmpty()) {
					if (threads.stopped || deadline - System.nanoTime() <= 0) {
						threads.available--;
						return null;
					}
					sleep(deadline - System.nanoTime());
				}
				threads.available--;
				Runnable command = threads.commands.poll();
				threads.call();
				return command;
			}
			finally {
				threads.lock.unlock();
			}
		}

		private void sleep(long nanos) {
			PlatformThreads threads = PlatformThreads.this;
			threads.sleeping.push(this);
			threads.lock.unlock();
			try {
				LockSupport.parkNanos(threads, nanos);
				Thread.interrupted();
			}
			finally {
				threads.lock.lock();
				threads.sleeping.remove(this);
				if (threads.coming == this) {
					threads.coming = null;
				}
			}
		}

	}

}
