package org.pynenc.client;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedTask;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.TypeReference;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

/**
 * Which proxies are made when an application is processed ahead of time. That they do
 * what they should is seen in whole applications.
 */
class DistributedTaskPostProcessorTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	private final DefaultGenerationContext generation = new DefaultGenerationContext(
			new ClassNameGenerator(ClassName.get(getClass())), this.files);

	DistributedTaskPostProcessorTests() {
		register("postProcessor", DistributedTaskPostProcessor.class).setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
	}

	@Test
	void subclassIsGeneratedForAClassWithTasks() {
		register("bean", WithTask.class);
		process();
		String proxy = WithTask.class.getName() + "$$SpringCGLIB$$0";
		assertThat(classes()).containsKey(proxy.replace('.', '/') + ".class");
		assertThat(reflection().onType(TypeReference.of(proxy))
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
			.accepts(this.generation.getRuntimeHints());
	}

	@Test
	void interfacesStandForAClassThatIsFinal() {
		register("bean", Closed.class);
		process();
		assertThat(proxies().forInterfaces(AopProxyUtils.completeJdkProxyInterfaces(Task.class)))
			.accepts(this.generation.getRuntimeHints());
	}

	@Test
	void classThatCannotHaveAProxyIsLeftForTheStartToRefuse() {
		register("bean", OutOfReach.class);
		process();
		assertThat(classes()).isEmpty();
	}

	@Test
	void classWithoutTasksHasNoProxy() {
		register("bean", Plain.class);
		process();
		assertThat(classes()).isEmpty();
	}

	@Test
	void proxyThatIsThereIsNotMadeTwice() {
		register("creator", DefaultAdvisorAutoProxyCreator.class).getPropertyValues().add("proxyTargetClass", true);
		this.context.registerBean("advisor", DefaultPointcutAdvisor.class,
				() -> new DefaultPointcutAdvisor(new AnnotationMatchingPointcut(null, DistributedTask.class),
						(org.aopalliance.intercept.MethodInterceptor) (call) -> call.proceed()));
		register("bean", WithTask.class);
		this.context.refreshForAotProcessing(this.generation.getRuntimeHints());
		Class<?> proxied = this.context.getBean(DefaultAdvisorAutoProxyCreator.class)
			.determineBeanType(WithTask.class, "bean");
		assertThat(proxied).isNotEqualTo(WithTask.class);
		assertThat(this.context.getBean(DistributedTaskPostProcessor.class).determineBeanType(proxied, "bean"))
			.isEqualTo(proxied);
	}

	private RootBeanDefinition register(String name, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		this.context.registerBeanDefinition(name, definition);
		return definition;
	}

	private void process() {
		new ApplicationContextAotGenerator().processAheadOfTime(this.context, this.generation);
	}

	private Map<String, InputStreamSource> classes() {
		return this.files.getGeneratedFiles(Kind.CLASS);
	}

	static class Plain {

		public void run() {
		}

	}

	static class WithTask {

		@DistributedTask
		public void run() {
		}

	}

	interface Task {

		@DistributedTask
		void run();

	}

	static final class Closed implements Task {

		@Override
		public void run() {
		}

	}

	static final class OutOfReach {

		@DistributedTask
		public void run() {
		}

	}

}
