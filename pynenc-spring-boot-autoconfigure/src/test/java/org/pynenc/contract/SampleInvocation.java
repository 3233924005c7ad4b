package org.pynenc.contract;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.OnDifferentArguments;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RegistrationKey;

/**
 * Makes invocations for the contracts.
 */
final class SampleInvocation {

	static final TaskId TASK = new TaskId("reports.build");

	static final TaskId OTHER_TASK = new TaskId("reports.archive");

	static final String QUEUE = "default";

	private TaskId task = TASK;

	private String queue = QUEUE;

	private int priority;

	private int depth;

	private int maxRecoveries = 3;

	private @Nullable InvocationId parent;

	private RegistrationKey registration;

	private SampleInvocation() {
	}

	static Invocation any() {
		return sample().make();
	}

	static SampleInvocation sample() {
		return new SampleInvocation();
	}

	SampleInvocation task(TaskId task) {
		this.task = task;
		return this;
	}

	SampleInvocation queue(String queue) {
		this.queue = queue;
		return this;
	}

	SampleInvocation priority(int priority) {
		this.priority = priority;
		return this;
	}

	SampleInvocation depth(int depth) {
		this.depth = depth;
		return this;
	}

	SampleInvocation parent(InvocationId parent) {
		this.parent = parent;
		this.depth = 1;
		return this;
	}

	SampleInvocation maxRecoveries(int maxRecoveries) {
		this.maxRecoveries = maxRecoveries;
		return this;
	}

	SampleInvocation key(String key, String arguments, OnDifferentArguments onDifferentArguments) {
		this.registration = new RegistrationKey(key, arguments, onDifferentArguments);
		return this;
	}

	Invocation make() {
		Call call = new Call(this.task, new Arguments(Map.of("period", "\"2026-Q1\"")));
		InvocationId above = (this.parent == null && this.depth > 0) ? InvocationId.create() : this.parent;
		return new Invocation(InvocationId.create(), call, above, this.depth, this.queue, this.priority,
				this.maxRecoveries, this.registration, Map.of("traceparent", "00-1-2-01"), Invocation.WIRE_VERSION);
	}

}
