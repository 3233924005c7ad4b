package org.pynenc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes calls of a Spring bean's method distributed: a runner in any JVM of the cluster
 * executes the body, and the caller gets what the declared return type says.
 * <ul>
 * <li>{@link DistributedInvocation}: a handle, at once; the body returns
 * {@link DistributedInvocation#of(Object)}</li>
 * <li>{@link java.util.concurrent.CompletableFuture}: a future of the result, at
 * once</li>
 * <li>{@code void}: nothing, at once; failures show in logs, metrics and the invocation's
 * status</li>
 * <li>anything else: the value, after waiting for it (a direct call), or the body's own
 * exception</li>
 * </ul>
 * Arguments and results travel as JSON and are read back by the declared types. The
 * annotation works on the bean's proxy, so a call from within the same bean
 * ({@code this.build(..)}) is an ordinary method call.
 * <p>
 * Texts may hold <code>${..}</code> placeholders. All options but the identity can be set
 * without code: <code>pynenc.tasks."[id]".max-retries</code> goes before the attribute,
 * and {@code pynenc.task-defaults.max-retries} takes the place of its default.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DistributedTask {

	/**
	 * The queue of tasks that name none.
	 */
	String DEFAULT_QUEUE = "default";

	/**
	 * How often a started body is run again by default because its runner died.
	 */
	int DEFAULT_MAX_RECOVERIES = 3;

	/**
	 * The task's identity across deployments, {@code beanName.method} by default. Two
	 * tasks with one id keep the application from starting.
	 * @return the id, or an empty text for the default
	 */
	String id() default "";

	/**
	 * Earlier ids of this task: invocations registered under them are executed by this
	 * method.
	 * @return the earlier ids
	 */
	String[] aliases() default {};

	/**
	 * The queue that invocations of this task wait in; runners choose their queues by
	 * {@code pynenc.runner.queues}.
	 * @return the queue's name
	 */
	String queue() default DEFAULT_QUEUE;

	/**
	 * How often a failed body is tried again: there are {@code 1 + maxRetries} attempts
	 * in all.
	 * @return the number of retries, 0 or more
	 */
	int maxRetries() default 0;

	/**
	 * The exceptions that a retry is made for, subclasses included; every
	 * {@link Exception} by default.
	 * @return the exception types, or none for every {@link Exception}
	 */
	Class<? extends Throwable>[] retryFor() default {};

	/**
	 * The exceptions that no retry is made for, even when {@link #retryFor()} includes
	 * them.
	 * @return the exception types
	 */
	Class<? extends Throwable>[] noRetryFor() default {};

	/**
	 * How often a body that had started is run again because its runner died. With 0 a
	 * body starts at most once, and an invocation whose runner died ends
	 * {@link InvocationStatus#FAILED}.
	 * @return the number of recoveries, 0 or more
	 */
	int maxRecoveries() default DEFAULT_MAX_RECOVERIES;

	/**
	 * Which calls count as equal when they are registered: a call equal to one of which
	 * no attempt was claimed yet becomes a {@link ReusedInvocation} of it, in one atomic
	 * step in the whole cluster.
	 * @return what counts as equal; by default nothing does
	 */
	ConcurrencyControl registrationConcurrency() default ConcurrencyControl.DISABLED;

	/**
	 * The names of the parameters that make the key for {@link ConcurrencyControl#KEYS}.
	 * @return names of parameters of this method
	 */
	String[] keyArguments() default {};

	/**
	 * What becomes of a call for which an equal one is waiting that has other arguments.
	 * @return the waiting one is reused by default
	 */
	OnDifferentArguments onDifferentArguments() default OnDifferentArguments.REUSE;

}
