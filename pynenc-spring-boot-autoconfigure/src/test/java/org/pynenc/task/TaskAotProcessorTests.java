package org.pynenc.task;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

class TaskAotProcessorTests {

	@Test
	void isKnownToSpring() {
		assertThat(AotServices.factoriesAndBeans(new DefaultListableBeanFactory())
			.load(BeanFactoryInitializationAotProcessor.class)).hasAtLeastOneElementOfType(TaskAotProcessor.class);
	}

	@Test
	void contributesNothingWhereThereAreNoTasks() {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerBeanDefinition("bean", new RootBeanDefinition(Line.class));
		assertThat(new TaskAotProcessor().processAheadOfTime(beanFactory)).isNull();
	}

	@Test
	void keepsMethodsOfEveryKindOfBean() {
		assertInvoked(hints(Reports.class), method(Reports.class, "build"));
		assertInvoked(hints(Composed.class), method(Composed.class, "run"));
		assertInvoked(hints(GreeterFactory.class), method(GreeterImpl.class, "greet"), method(Greeter.class, "greet"));
	}

	@Test
	void keepsWhatOnlyLeadsToTheMethod() {
		RuntimeHints hints = hints(StringHandler.class);
		assertInvoked(hints, methods(StringHandler.class, "handle"));
		assertInvoked(hints, methods(Base.class, "handle"));
		assertInvoked(hints, methods(Handler.class, "handle"));
		assertThat(methods(StringHandler.class, "handle")).as("the method and its bridge").hasSize(2);
	}

	@Test
	void keepsDefaultMethodsOfInterfaces() {
		assertInvoked(hints(ByDefault.class), method(DefaultGreeter.class, "greet"));
	}

	@Test
	void leavesOtherMethodsAlone() {
		assertThat(reflection().onMethodInvocation(method(Reports.class, "plain"))).rejects(hints(Reports.class));
	}

	@Test
	void bindsParametersAndTheirProperties() {
		RuntimeHints hints = hints(Reports.class);
		assertBound(hints, Order.class, Line.class);
		assertInvoked(hints, method(Order.class, "lines"), method(Line.class, "item"));
	}

	@Test
	void bindsWhatHandlesFuturesAndContainersHold() {
		assertBound(hints(Containers.class), InHandle.class, InFuture.class, InArray.class, InGenericArray.class,
				InWildcard.class, InMap.class, ElsewhereHandled.class);
	}

	@Test
	void handlesThemselvesAreNotBound() {
		assertThat(reflection().onType(DistributedInvocation.class)).rejects(hints(Containers.class));
	}

	@Test
	void bindsWhatTypeVariablesStandFor() {
		assertBound(hints(OrderTaker.class), Order.class, Line.class);
	}

	@Test
	void bindsWhatTheDefinitionSaysOfTypeVariables() {
		RootBeanDefinition definition = new RootBeanDefinition(Taker.class);
		definition.setTargetType(ResolvableType.forClassWithGenerics(Taker.class, Order.class, Line.class));
		assertBound(hints(definition), Order.class, Line.class);
	}

	@Test
	void keepsConstructorsOfDeclaredExceptions() {
		RuntimeHints hints = hints(Reports.class);
		assertRebuilt(hints, Broken.class, IOException.class);
		assertRebuilt(hints(GreeterFactory.class), Broken.class);
	}

	/**
	 * A task that is refused when the application starts must not break the build with
	 * another explanation.
	 */
	@Test
	void passesOverWhatTheRegistrarWillRefuse() {
		assertInvoked(hints(Refused.class), method(Refused.class, "run"), method(Refused.class, "take"));
	}

	private static RuntimeHints hints(Class<?> beanClass) {
		return hints(new RootBeanDefinition(beanClass));
	}

	private static RuntimeHints hints(RootBeanDefinition definition) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBeanDefinition("bean", definition);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(TaskAotProcessorTests.class)), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		return generation.getRuntimeHints();
	}

	private static void assertInvoked(RuntimeHints hints, Method... methods) {
		assertThat(methods).isNotEmpty()
			.allSatisfy(
					(method) -> assertThat(reflection().onMethodInvocation(method)).as("%s", method).accepts(hints));
	}

	private static void assertBound(RuntimeHints hints, Class<?>... types) {
		assertThat(types).allSatisfy((type) -> assertThat(
				reflection().onType(type).withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
			.as("%s", type)
			.accepts(hints));
	}

	private static void assertRebuilt(RuntimeHints hints, Class<?>... types) {
		assertThat(types).flatExtracting((type) -> Arrays.asList(type.getDeclaredConstructors()))
			.allSatisfy((constructor) -> assertThat(reflection().onConstructorInvocation(constructor)).accepts(hints));
	}

	private static Method method(Class<?> type, String name) {
		assertThat(methods(type, name)).hasSize(1);
		return methods(type, name)[0];
	}

	private static Method[] methods(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.toArray(Method[]::new);
	}

	record Order(List<Line> lines) {
	}

	record Line(String item) {
	}

	record InHandle(int value) {
	}

	record InFuture(int value) {
	}

	record InArray(int value) {
	}

	record InGenericArray(int value) {
	}

	record InWildcard(int value) {
	}

	record InMap(int value) {
	}

	record ElsewhereHandled(int value) {
	}

	static class Broken extends Exception {

		private static final long serialVersionUID = 1L;

		Broken(String message) {
			super(message);
		}

	}

	static class Reports {

		@DistributedTask
		int build(Order order) throws Broken, IOException {
			return order.lines().size();
		}

		void plain(Thread thread) {
		}

	}

	@DistributedTask
	@Retention(RetentionPolicy.RUNTIME)
	@interface MyTask {

	}

	static class Composed {

		@MyTask
		void run() {
		}

	}

	interface Greeter {

		@DistributedTask
		void greet() throws Broken;

	}

	static class GreeterImpl implements Greeter {

		@Override
		public void greet() {
		}

	}

	static class GreeterFactory implements FactoryBean<GreeterImpl> {

		@Override
		public GreeterImpl getObject() {
			return new GreeterImpl();
		}

		@Override
		public Class<?> getObjectType() {
			return GreeterImpl.class;
		}

	}

	interface DefaultGreeter {

		@DistributedTask
		default void greet() {
		}

	}

	static class ByDefault implements DefaultGreeter {

	}

	interface Handler<T> {

		void handle(T value);

	}

	abstract static class Base<T> implements Handler<T> {

		@Override
		@DistributedTask
		public abstract void handle(T value);

	}

	static class StringHandler extends Base<String> {

		@Override
		public void handle(String value) {
		}

	}

	static class Containers {

		@DistributedTask
		public DistributedInvocation<InHandle> handle(DistributedInvocation<ElsewhereHandled> other) {
			throw new UnsupportedOperationException();
		}

		@DistributedTask
		public CompletableFuture<List<InFuture>> future() {
			return new CompletableFuture<>();
		}

		@DistributedTask
		public InArray[][] take(List<InGenericArray>[] arrays, List<? extends InWildcard> wildcards,
				Map<String, List<InMap>> map) {
			return new InArray[0][];
		}

	}

	static class Taker<T, R> {

		@DistributedTask
		public List<R> take(List<T> value) {
			return List.of();
		}

	}

	static class OrderTaker extends Taker<Order, Line> {

	}

	static class Refused {

		@DistributedTask(queue = "${no.such.property}")
		final void run() {
		}

		@DistributedTask
		private <T> T take(T value) {
			return value;
		}

	}

}
