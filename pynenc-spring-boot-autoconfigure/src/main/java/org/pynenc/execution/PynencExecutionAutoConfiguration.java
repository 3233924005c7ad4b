package org.pynenc.execution;

import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.InvocationListeners;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.PynencOrchestratorAutoConfiguration;
import org.pynenc.serializer.PynencSerializerAutoConfiguration;
import org.pynenc.serializer.Serializer;
import org.pynenc.task.PynencTaskAutoConfiguration;
import org.pynenc.task.TaskRegistry;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the execution of claimed invocations.
 */
@AutoConfiguration(after = { PynencOrchestratorAutoConfiguration.class, PynencSerializerAutoConfiguration.class,
		PynencTaskAutoConfiguration.class })
public final class PynencExecutionAutoConfiguration {

	@Bean
	InvocationExecutor pynencInvocationExecutor(TaskRegistry tasks, Serializer serializer,
			InvocationLifecycle lifecycle, ObjectProvider<InvocationListener> listeners, BeanFactory beanFactory) {
		TaskBody body = new TaskBody(serializer, new TaskInvoker(beanFactory));
		return new InvocationExecutor(tasks, body, new OutcomeWriter(serializer, lifecycle), lifecycle,
				new InvocationListeners(() -> listeners.orderedStream().toList()));
	}

}
