package org.pynenc.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.pynenc.TaskId;
import org.pynenc.execution.InvocationExecutor;
import org.pynenc.execution.SlotUsage;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.task.TaskRegistry;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Executes invocations in threads of this JVM, from the context's start to its stop. It
 * starts nothing where there is no task. It can be stopped and started again.
 */
class ThreadRunner implements Runner, SmartLifecycle, ApplicationListener<ContextClosedEvent>, ApplicationContextAware {

	/**
	 * The phase in which Boot's web servers finish their requests: beans of one phase
	 * stop side by side, so both drain in the same time.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1024;

	private static final SlotUsage NO_SLOTS = new SlotUsage(0, 0, 0);

	private final RunnerSettings settings;

	private final TaskRegistry tasks;

	private final Orchestrator orchestrator;

	private final InvocationLifecycle lifecycle;

	private final InvocationExecutor executor;

	private final InvocationListener listener;

	private @Nullable ApplicationContext context;

	private volatile @Nullable RunnerSession session;

	ThreadRunner(RunnerSettings settings, TaskRegistry tasks, Orchestrator orchestrator, InvocationLifecycle lifecycle,
			InvocationExecutor executor, InvocationListener listener) {
		this.settings = settings;
		this.tasks = tasks;
		this.orchestrator = orchestrator;
		this.lifecycle = lifecycle;
		this.executor = executor;
		this.listener = listener;
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public synchronized void start() {
		Set<TaskId> executable = this.tasks.executableIds();
		if (this.session == null && !executable.isEmpty()) {
			RunnerSession started = new RunnerSession(this.settings, executable, this.orchestrator.runners(),
					this.lifecycle, this.executor, this.listener);
			started.start();
			this.session = started;
		}
	}

	/**
	 * Before any bean stops, no new work is begun.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		RunnerSession current = this.session;
		if (current != null && event.getApplicationContext() == this.context) {
			current.stopClaiming();
		}
	}

	@Override
	public void stop(Runnable callback) {
		Thread stopper = new Thread(() -> stopThen(callback), "pynenc-stop");
		stopper.setDaemon(true);
		stopper.start();
	}

	private void stopThen(Runnable callback) {
		try {
			stop();
		}
		finally {
			callback.run();
		}
	}

	@Override
	public synchronized void stop() {
		RunnerSession current = this.session;
		if (current != null) {
			try {
				current.stop();
			}
			finally {
				this.session = null;
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.session != null;
	}

	@Override
	public @Nullable RunnerId id() {
		RunnerSession current = this.session;
		return (current != null) ? current.id() : null;
	}

	@Override
	public SlotUsage slots() {
		RunnerSession current = this.session;
		return (current != null) ? current.slots() : NO_SLOTS;
	}

	@Override
	public boolean isClaiming() {
		RunnerSession current = this.session;
		return current != null && current.isClaiming();
	}

	@Override
	public Duration unanswered() {
		RunnerSession current = this.session;
		return (current != null) ? current.unanswered() : Duration.ZERO;
	}

	@Override
	public @Nullable Instant lastAnswer() {
		RunnerSession current = this.session;
		return (current != null) ? current.lastAnswer() : null;
	}

	@Override
	public Duration lease() {
		return this.settings.lease();
	}

}
