package org.pynenc.invocation;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;

import org.springframework.util.Assert;

/**
 * One execution of a call, as it is registered. It never changes; where it stands is the
 * orchestrator's knowledge.
 *
 * @param id the identity
 * @param call what is executed
 * @param parent the invocation in whose body the call was made, or {@code null}
 * @param depth how many invocations stand above it in the call tree; 0 for a call from
 * outside
 * @param queue the queue it waits in
 * @param priority from -1000 to 1000; the larger one is claimed first within its queue
 * @param maxRecoveries how often a started body is run again because its runner died
 * @param registration by what it counts as equal to others, or {@code null} if to none
 * @param headers context that travels with the invocation
 * @param wireVersion the version of this layout
 */
public record Invocation(InvocationId id, Call call, @Nullable InvocationId parent, int depth, String queue,
		int priority, int maxRecoveries, @Nullable RegistrationKey registration, Map<String, String> headers,
		int wireVersion) {

	/**
	 * The layout that this version writes.
	 */
	public static final int WIRE_VERSION = 1;

	public Invocation {
		Assert.hasText(queue, "The queue of an invocation must not be blank");
		Assert.isTrue(priority >= -1000 && priority <= 1000, "A priority must be from -1000 to 1000");
		Assert.isTrue(depth >= 0, "A depth must not be negative");
		Assert.isTrue(maxRecoveries >= 0, "maxRecoveries must not be negative");
		headers = Map.copyOf(headers);
	}

	/**
	 * The task that is executed.
	 * @return its id
	 */
	public TaskId taskId() {
		return this.call.taskId();
	}

}
