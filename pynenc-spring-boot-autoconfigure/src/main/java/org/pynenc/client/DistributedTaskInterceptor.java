package org.pynenc.client;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.pynenc.execution.InvocationPass;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskRegistry;

/**
 * Turns a call of a bean's proxy into an invocation, unless it is the runner's own call.
 */
class DistributedTaskInterceptor implements MethodInterceptor {

	private final String beanName;

	private final Supplier<TaskRegistry> tasks;

	private final Supplier<InvocationClient> client;

	DistributedTaskInterceptor(String beanName, Supplier<TaskRegistry> tasks, Supplier<InvocationClient> client) {
		this.beanName = beanName;
		this.tasks = tasks;
		this.client = client;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		TaskDefinition task = task(invocation.getMethod());
		if (InvocationPass.consume(task.id())) {
			return invocation.proceed();
		}
		CallCapture capture = CallCapture.get();
		if (capture != null) {
			capture.add(task, invocation.getArguments());
			return Placeholders.of(task.method().getReturnType());
		}
		return dispatch(task, invocation.getArguments());
	}

	private TaskDefinition task(Method method) {
		return this.tasks.get()
			.find(this.beanName, method)
			.orElseThrow(() -> new IllegalStateException(
					"The method " + method.toGenericString() + " of bean '" + this.beanName
							+ "' is annotated with @DistributedTask and is no task of this application context; "
							+ "only beans that are defined in the context can have tasks"));
	}

	private @Nullable Object dispatch(TaskDefinition task, @Nullable Object[] arguments) throws Throwable {
		InvocationClient client = this.client.get();
		return switch (task.shape()) {
			case INVOCATION -> client.invoke(task, arguments);
			case FUTURE -> client.invokeAwaited(task, arguments).toFuture();
			case VOID -> {
				client.invoke(task, arguments);
				yield null;
			}
			case DIRECT -> client.call(task, arguments);
		};
	}

}
