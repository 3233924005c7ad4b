package org.pynenc;

import java.util.Map;

/**
 * What a body may know of its own invocation; {@link Pynenc#current()} gives it. Belongs
 * to the thread that executes the body.
 */
public interface InvocationContext {

	/**
	 * The invocation that this thread executes.
	 * @return its id
	 */
	InvocationId invocationId();

	/**
	 * The task that this thread executes.
	 * @return its id
	 */
	TaskId taskId();

	/**
	 * Which attempt this is. Being run again after the death of a runner does not count.
	 * @return 1 for the first attempt
	 */
	int attempt();

	/**
	 * Whether, as far as this JVM knows, its runner still owns the invocation. Once
	 * {@code false}, the outcome of this body will be refused, and the body does best to
	 * stop.
	 * @return {@code false} after ownership was lost
	 */
	boolean isOwned();

	/**
	 * What was given to {@link DistributedInvocation#run(Map)}.
	 * @return the arguments; empty for a body that a runner executes
	 */
	Map<String, Object> runnerArgs();

}
