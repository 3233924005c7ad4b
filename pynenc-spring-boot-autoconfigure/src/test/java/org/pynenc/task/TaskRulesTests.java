package org.pynenc.task;

import java.io.InputStream;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.StubMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.DistributedInvocation;
import org.pynenc.ConcurrencyControl;
import org.pynenc.DistributedTask;
import org.pynenc.task.InvalidTaskException.Problem;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TaskRulesTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	@Test
	void letsASoundTaskPass() {
		assertThat(problems(Sound.class)).isEmpty();
	}

	@Test
	void problemNamesBeanMethodAndRemedy() {
		assertThat(problems(FinalMethod.class))
			.containsExactly(new Problem("bean", FinalMethod.class.getName() + ".run(String, int[])",
					"is final, so that a proxy cannot pass on its calls", "Take away 'final'."));
	}

	@Test
	void tellsAllProblemsOfAllBeansAtOnce() {
		register("first", FinalMethod.class);
		register("second", PrivateMethod.class);
		register("third", Sound.class);
		register("fourth", NegativeOptions.class);
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(this::start).satisfies((ex) -> {
			assertThat(ex.problems()).extracting(Problem::beanName)
				.containsExactly("first", "second", "fourth", "fourth");
			assertThat(ex.getMessage().lines()).hasSize(4)
				.first()
				.isEqualTo("Method " + FinalMethod.class.getName() + ".run(String, int[]) of bean 'first' is final, "
						+ "so that a proxy cannot pass on its calls. Take away 'final'.");
		});
	}

	@Test
	void refusesPrivateMethods() {
		assertRefused(PrivateMethod.class, "is private");
	}

	@Test
	void refusesStaticMethods() {
		assertRefused(StaticMethod.class, "is static");
		assertRefused(StaticMethodOfInterface.class, "is static");
	}

	@Test
	void refusesMethodsOfFinalClassesThatNoInterfaceDeclares() {
		assertRefused(FinalClass.class, "belongs to a final class");
		assertRefused(FinalClassWithAnotherInterface.class, "belongs to a final class");
	}

	@Test
	void letsMethodsOfFinalClassesPassThatAnInterfaceDeclares() {
		assertThat(problems(FinalClassWithInterface.class)).isEmpty();
		assertThat(problems(FinalClassWithGenericInterface.class)).isEmpty();
		assertThat(problems(FinalClassWithInheritedInterface.class)).isEmpty();
		assertThat(problems(FinalClassWithDefaultMethod.class)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "request", "session", "websocket" })
	void refusesBeansOfWebScopes(String scope) {
		register("bean", Sound.class).setScope(scope);
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(this::start)
			.withMessageContaining("scope '" + scope + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "prototype", "application", "refresh" })
	void letsBeansOfOtherScopesPass(String scope) {
		register("bean", Sound.class).setScope(scope);
		start();
	}

	@Test
	void refusesAsyncBeside() {
		assertRefused(AsyncMethod.class, "is @Async besides");
		assertRefused(AsyncClass.class, "is @Async besides");
		assertRefused(AsyncByComposedAnnotation.class, "is @Async besides");
		assertRefused(AsyncByInterface.class, "is @Async besides");
	}

	@Test
	void refusesMethodSecurity() {
		assertRefused(SecuredMethod.class, "is secured by @RolesAllowed");
		assertRefused(SecuredClass.class, "is secured by @DenyAll");
	}

	@ParameterizedTest
	@ValueSource(strings = { "access.prepost.PreAuthorize", "access.prepost.PostAuthorize", "access.prepost.PreFilter",
			"access.prepost.PostFilter", "access.annotation.Secured" })
	void refusesMethodSecurityOfALibraryThatMayBeAbsent(String annotation) {
		String simpleName = annotation.substring(annotation.lastIndexOf('.') + 1);
		assertRefused(annotatedBy("org.springframework.security." + annotation), "is secured by @" + simpleName);
	}

	@Test
	void refusesBlankQueue() {
		assertRefused(BlankQueue.class, "has a blank queue");
	}

	@Test
	void refusesKeyArgumentThatIsNoParameter() {
		assertThat(problems(UnknownKey.class)).singleElement().satisfies((problem) -> {
			assertThat(problem.description()).isEqualTo("has the key argument 'costumer', which is no parameter of it");
			assertThat(problem.remedy()).isEqualTo("Name parameters of the method: customer, year.");
		});
	}

	@Test
	void refusesKeysWithoutKeyArguments() {
		assertRefused(NoKeys.class, "has registrationConcurrency KEYS and no keyArguments");
	}

	@Test
	void refusesNegativeNumbers() {
		assertThat(problems(NegativeOptions.class)).extracting(Problem::description)
			.containsExactly("has negative maxRetries", "has negative maxRecoveries");
	}

	@Test
	void refusesParametersThatCannotBeCarried() {
		assertRefused(StreamParameter.class, "has the parameter 'in' of type java.util.List<java.io.InputStream>: "
				+ "java.io.InputStream can never be carried as JSON");
	}

	@Test
	void refusesResultsThatCannotBeCarried() {
		assertRefused(StreamResult.class, "has a result of type java.util.stream.Stream<java.lang.String>: "
				+ "java.util.stream.BaseStream can never be carried as JSON");
		assertRefused(StreamInHandle.class, "has a result of type java.io.InputStream");
		assertRefused(FutureInHandle.class, "java.util.concurrent.Future can never be carried as JSON");
		assertRefused(OtherFuture.class, "java.util.concurrent.Future can never be carried as JSON");
		assertRefused(SpecialFuture.class, "java.util.concurrent.Future can never be carried as JSON");
	}

	@Test
	void refusesTypeVariablesThatStandForNothing() {
		assertRefused(UnboundParameter.class, "the type variable T of class " + UnboundParameter.class.getName());
		assertRefused(UnboundMethod.class, "the type variable R of ");
		assertThat(problems(BoundParameter.class)).isEmpty();
	}

	@Test
	void refusesSpecialHandles() {
		assertRefused(SpecialHandle.class, "returns a " + Special.class.getName());
	}

	@Test
	void letsHandlesPassAsArgumentsAndResults() {
		assertThat(problems(HandlesOfHandles.class)).isEmpty();
	}

	@Test
	void refusesOverloadedMethodsWithOneDerivedId() {
		assertRefused(Overloaded.class, "goes by the id 'bean.run', as does task 'bean.run'");
		assertThat(problems(OverloadedWithIds.class)).isEmpty();
	}

	@Test
	void refusesTwoTasksWithOneId() {
		register("first", WithId.class);
		register("second", WithId.class);
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(this::start).satisfies((ex) -> {
			assertThat(ex.problems()).singleElement().satisfies((problem) -> {
				assertThat(problem.beanName()).isEqualTo("second");
				assertThat(problem.description()).contains("'shared'").contains("of bean 'first'");
				assertThat(problem.remedy()).contains("@DistributedTask(id = ..)");
			});
		});
	}

	@Test
	void refusesAnAliasThatIsTheIdOfAnotherTask() {
		register("first", WithId.class);
		register("second", WithAlias.class);
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(this::start)
			.withMessageContaining("of bean 'second' goes by the id 'shared'");
	}

	@Test
	void refusesAnAliasThatTwoTasksHave() {
		register("first", WithAlias.class);
		register("second", WithAlias.class);
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(this::start)
			.withMessageContaining("goes by the id 'shared'");
	}

	@Test
	void letsAnAliasPassThatRepeatsTheId() {
		assertThat(problems(WithIdAsAlias.class)).isEmpty();
	}

	private void assertRefused(Class<?> beanClass, String description) {
		assertThat(problems(beanClass)).singleElement().satisfies((problem) -> {
			assertThat(problem.beanName()).isEqualTo("bean");
			assertThat(problem.method()).contains(beanClass.getSimpleName());
			assertThat(problem.description()).contains(description);
			assertThat(problem.remedy()).endsWith(".");
		});
	}

	private List<Problem> problems(Class<?> beanClass) {
		DefaultListableBeanFactory ofOneBean = new DefaultListableBeanFactory();
		ofOneBean.registerBeanDefinition("bean", new RootBeanDefinition(beanClass));
		DistributedTaskRegistrar registrar = TaskMethods.registrar(ofOneBean);
		@Nullable InvalidTaskException ex = catchThrowableOfType(InvalidTaskException.class,
				registrar::afterSingletonsInstantiated);
		return (ex != null) ? ex.problems() : List.of();
	}

	private RootBeanDefinition register(String beanName, Class<?> beanClass) {
		RootBeanDefinition definition = new RootBeanDefinition(beanClass);
		this.beanFactory.registerBeanDefinition(beanName, definition);
		return definition;
	}

	private void start() {
		TaskMethods.registrar(this.beanFactory).afterSingletonsInstantiated();
	}

	private static Class<?> annotatedBy(String annotationName) {
		ByteBuddy byteBuddy = new ByteBuddy();
		Class<? extends Annotation> annotation = byteBuddy.makeAnnotation()
			.name(annotationName)
			.annotateType(AnnotationDescription.Builder.ofType(Retention.class)
				.define("value", RetentionPolicy.RUNTIME)
				.build())
			.make()
			.load(TaskRulesTests.class.getClassLoader())
			.getLoaded();
		return byteBuddy.subclass(Object.class)
			.defineMethod("run", void.class, Visibility.PUBLIC)
			.intercept(StubMethod.INSTANCE)
			.annotateMethod(AnnotationDescription.Builder.ofType(DistributedTask.class).build(),
					AnnotationDescription.Builder.ofType(annotation).build())
			.make()
			.load(annotation.getClassLoader())
			.getLoaded();
	}

	static class Sound {

		@DistributedTask
		DistributedInvocation<String> run(List<String> names) {
			return DistributedInvocation.of(names.get(0));
		}

	}

	static class FinalMethod {

		@DistributedTask
		public final void run(String name, int[] numbers) {
		}

	}

	static class PrivateMethod {

		@DistributedTask
		private void run() {
		}

	}

	static class StaticMethod {

		@DistributedTask
		static void run() {
		}

	}

	interface StaticMethodOfInterface {

		@DistributedTask
		static void run() {
		}

	}

	interface Runs {

		void run();

	}

	interface Takes<T> {

		void run(T value);

	}

	interface RunsMore extends Runs {

	}

	interface RunsByDefault {

		@DistributedTask
		default void run() {
		}

	}

	static final class FinalClass {

		@DistributedTask
		public void run() {
		}

	}

	static final class FinalClassWithAnotherInterface implements Serializable {

		private static final long serialVersionUID = 1L;

		@DistributedTask
		public void run() {
		}

	}

	static final class FinalClassWithInterface implements Runs {

		@Override
		@DistributedTask
		public void run() {
		}

	}

	static final class FinalClassWithGenericInterface implements Takes<String> {

		@Override
		@DistributedTask
		public void run(String value) {
		}

	}

	static final class FinalClassWithInheritedInterface implements RunsMore {

		@Override
		@DistributedTask
		public void run() {
		}

	}

	static final class FinalClassWithDefaultMethod implements RunsByDefault {

	}

	static class AsyncMethod {

		@Async
		@DistributedTask
		public void run() {
		}

	}

	@Async
	static class AsyncClass {

		@DistributedTask
		public void run() {
		}

	}

	@Async
	@Retention(RetentionPolicy.RUNTIME)
	@interface InBackground {

	}

	static class AsyncByComposedAnnotation {

		@InBackground
		@DistributedTask
		public void run() {
		}

	}

	interface AsyncRuns {

		@Async
		void run();

	}

	static class AsyncByInterface implements AsyncRuns {

		@Override
		@DistributedTask
		public void run() {
		}

	}

	static class SecuredMethod {

		@RolesAllowed("admin")
		@DistributedTask
		public void run() {
		}

	}

	@DenyAll
	static class SecuredClass {

		@DistributedTask
		public void run() {
		}

	}

	static class UnknownKey {

		@DistributedTask(registrationConcurrency = ConcurrencyControl.KEYS, keyArguments = { "customer", "costumer" })
		public void bill(String customer, int year) {
		}

	}

	static class NoKeys {

		@DistributedTask(registrationConcurrency = ConcurrencyControl.KEYS)
		public void bill(String customer) {
		}

	}

	static class BlankQueue {

		@DistributedTask(queue = " ")
		public void run() {
		}

	}

	static class NegativeOptions {

		@DistributedTask(maxRetries = -1, maxRecoveries = -1)
		public void run() {
		}

	}

	static class StreamParameter {

		@DistributedTask
		public void run(List<InputStream> in) {
		}

	}

	static class StreamResult {

		@DistributedTask
		public Stream<String> run() {
			return Stream.of();
		}

	}

	static class StreamInHandle {

		@DistributedTask
		public DistributedInvocation<InputStream> run() {
			return DistributedInvocation.of(InputStream.nullInputStream());
		}

	}

	static class FutureInHandle {

		@DistributedTask
		public DistributedInvocation<CompletableFuture<String>> run() {
			return DistributedInvocation.of(new CompletableFuture<>());
		}

	}

	static class OtherFuture {

		@DistributedTask
		public Future<String> run() {
			return new CompletableFuture<>();
		}

	}

	static class SpecialFuture {

		@DistributedTask
		public OwnFuture run() {
			return new OwnFuture();
		}

		static class OwnFuture extends CompletableFuture<String> {

		}

	}

	static class UnboundParameter<T> {

		@DistributedTask
		public void run(T value) {
		}

	}

	static class BoundParameter extends UnboundParameter<String> {

	}

	static class UnboundMethod {

		@DistributedTask
		public <R> List<R> run(Supplier<String> name) {
			return List.of();
		}

	}

	interface Special extends DistributedInvocation<String> {

	}

	abstract static class SpecialHandle {

		@DistributedTask
		abstract Special run();

	}

	static class HandlesOfHandles {

		@DistributedTask
		public DistributedInvocation<DistributedInvocation<String>> run(DistributedInvocation<String> handle) {
			return DistributedInvocation.of(handle);
		}

	}

	static class Overloaded {

		@DistributedTask
		public void run(String value) {
		}

		@DistributedTask
		public void run(int value) {
		}

	}

	static class OverloadedWithIds {

		@DistributedTask
		public void run(String value) {
		}

		@DistributedTask(id = "number")
		public void run(int value) {
		}

	}

	static class WithId {

		@DistributedTask(id = "shared")
		public void run() {
		}

	}

	static class WithAlias {

		@DistributedTask(aliases = "shared")
		public void run() {
		}

	}

	static class WithIdAsAlias {

		@DistributedTask(id = "shared", aliases = "shared")
		public void run() {
		}

	}

}
