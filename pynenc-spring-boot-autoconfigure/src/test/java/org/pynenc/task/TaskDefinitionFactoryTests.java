package org.pynenc.task;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.StubMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.TaskId;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.annotation.AliasFor;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskDefinitionFactoryTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final TaskProblems problems = new TaskProblems();

	@Test
	void idIsMadeOfBeanAndMethod() {
		assertThat(definition(Defaults.class).id()).isEqualTo(new TaskId("bean.run"));
	}

	@Test
	void optionsHaveTheirDefaults() {
		TaskDefinition definition = definition(Defaults.class);
		assertThat(definition.aliases()).isEmpty();
		assertThat(definition.queue()).isEqualTo("default");
		assertThat(definition.retryPolicy()).isEqualTo(new RetryPolicy(0, List.of(), List.of()));
		assertThat(definition.maxRecoveries()).isEqualTo(3);
	}

	@Test
	void optionsAreThoseOfTheAnnotation() {
		TaskDefinition definition = definition(Options.class);
		assertThat(definition.id()).isEqualTo(new TaskId("reports"));
		assertThat(definition.aliases()).containsExactlyInAnyOrder(new TaskId("old"), new TaskId("older"));
		assertThat(definition.queue()).isEqualTo("slow");
		assertThat(definition.retryPolicy())
			.isEqualTo(new RetryPolicy(2, List.of(IOException.class), List.of(IllegalStateException.class)));
		assertThat(definition.maxRecoveries()).isZero();
	}

	@Test
	void definitionNamesBeanAndMethod() throws NoSuchMethodException {
		TaskDefinition definition = definition(Defaults.class);
		assertThat(definition.beanName()).isEqualTo("bean");
		assertThat(definition.method()).isEqualTo(Defaults.class.getDeclaredMethod("run", String.class, Map.class));
		assertThat(definition).hasToString("task 'bean.run' (public void " + Defaults.class.getName()
				+ ".run(java.lang.String,java.util.Map<java.lang.String, java.lang.Integer>) of bean 'bean')");
	}

	@Test
	void composedAnnotationPassesItsAttributesOn() {
		TaskDefinition definition = definition(Composed.class);
		assertThat(definition.id()).isEqualTo(new TaskId("nightly"));
		assertThat(definition.queue()).isEqualTo("night");
		assertThat(definition.retryPolicy().maxRetries()).isEqualTo(5);
	}

	@Test
	void placeholdersAreResolved() {
		this.environment.withProperty("app", "shop").withProperty("queue.name", "fast");
		TaskDefinition definition = definition(Placeholders.class);
		assertThat(definition.id()).isEqualTo(new TaskId("shop.run"));
		assertThat(definition.aliases()).isEqualTo(Set.of(new TaskId("old-shop.run")));
		assertThat(definition.queue()).isEqualTo("fast");
	}

	@Test
	void idThatResolvesToNothingIsTheDefault() {
		assertThat(definition(EmptyPlaceholder.class).id()).isEqualTo(new TaskId("bean.run"));
		this.environment.setProperty("absent", " ");
		assertThat(definition(EmptyPlaceholder.class).id()).isEqualTo(new TaskId("bean.run"));
	}

	@Test
	void placeholderThatCannotBeResolvedIsAProblem() {
		this.environment.setProperty("app", "shop");
		create(Placeholders.class);
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(this.problems::throwIfAny)
			.withMessageContaining("queue.name")
			.withMessageContaining(Placeholders.class.getName() + ".run()");
	}

	@Test
	void blankAliasIsAProblem() {
		assertThat(create(BlankAlias.class).aliases()).isEmpty();
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(this.problems::throwIfAny)
			.withMessageContaining("has a blank alias");
	}

	@Test
	void parametersHaveNamesAndTypes() {
		assertThat(definition(Defaults.class).parameters()).containsExactly(new TaskParameter("name", String.class),
				new TaskParameter("counts", new ParameterizedTypeReference<Map<String, Integer>>() {
				}.getType()));
	}

	@Test
	void namesComeFromTheClassNotFromTheInterface() {
		assertThat(definition(Renaming.class).parameters()).containsExactly(new TaskParameter("mine", String.class));
	}

	@Test
	void missingNamesAreAProblem() {
		create(withoutParameterNames());
		assertThatExceptionOfType(InvalidTaskException.class).isThrownBy(this.problems::throwIfAny)
			.withMessageContaining("parameters without names")
			.withMessageContaining("-parameters");
	}

	@Test
	void typesOfAGenericSuperclassAreThoseOfTheBean() {
		TaskDefinition definition = definition(Foo.class);
		assertThat(definition.parameters()).containsExactly(new TaskParameter("input", String.class));
		assertThat(definition.shape()).isEqualTo(ReturnShape.INVOCATION);
		assertThat(definition.resultType()).isEqualTo(new ParameterizedTypeReference<List<Integer>>() {
		}.getType());
	}

	@Test
	void shapeFollowsTheResolvedReturnType() {
		assertThat(definition(HandleByVariable.class)).satisfies((definition) -> {
			assertThat(definition.shape()).isEqualTo(ReturnShape.INVOCATION);
			assertThat(definition.resultType()).isEqualTo(String.class);
		});
	}

	@Test
	void handleHoldsItsTypeArgument() {
		assertShape(Shapes.class, "handle", ReturnShape.INVOCATION, Integer.class);
		assertShape(Shapes.class, "anyHandle", ReturnShape.INVOCATION, Object.class);
		assertShape(Shapes.class, "boundedHandle", ReturnShape.INVOCATION, Number.class);
		assertShape(Shapes.class, "rawHandle", ReturnShape.INVOCATION, Object.class);
	}

	@Test
	void futureHoldsItsTypeArgument() {
		assertShape(Shapes.class, "future", ReturnShape.FUTURE, Integer.class);
		assertShape(Shapes.class, "voidFuture", ReturnShape.FUTURE, Void.class);
		assertShape(Shapes.class, "rawFuture", ReturnShape.FUTURE, Object.class);
	}

	@Test
	void otherTypesAreDirect() {
		assertShape(Shapes.class, "direct", ReturnShape.DIRECT, String.class);
		assertShape(Shapes.class, "primitive", ReturnShape.DIRECT, int.class);
	}

	@Test
	void onlyThePrimitiveVoidDoesNotWait() {
		assertShape(Shapes.class, "nothing", ReturnShape.VOID, Void.class);
		assertShape(Shapes.class, "nothingButWait", ReturnShape.DIRECT, Void.class);
	}

	private void assertShape(Class<?> beanClass, String method, ReturnShape shape, Class<?> resultType) {
		assertThat(TaskMethods.of(beanClass)).filteredOn((task) -> task.method().getName().equals(method))
			.singleElement()
			.extracting(this::create)
			.satisfies((definition) -> {
				assertThat(definition.shape()).isEqualTo(shape);
				assertThat(definition.resultType()).isEqualTo(resultType);
			});
		this.problems.throwIfAny();
	}

	private TaskDefinition definition(Class<?> beanClass) {
		TaskDefinition definition = create(beanClass);
		this.problems.throwIfAny();
		return definition;
	}

	private TaskDefinition create(Class<?> beanClass) {
		List<TaskMethod> tasks = TaskMethods.of(beanClass);
		assertThat(tasks).hasSize(1);
		return create(tasks.get(0));
	}

	private TaskDefinition create(TaskMethod task) {
		return new TaskDefinitionFactory(this.environment::resolveRequiredPlaceholders, TaskMethods.NO_PROPERTIES,
				(prefix, option) -> prefix)
			.create(task, this.problems);
	}

	private static Class<?> withoutParameterNames() {
		return new ByteBuddy().subclass(Object.class)
			.defineMethod("run", void.class, Visibility.PUBLIC)
			.withParameters(String.class)
			.intercept(StubMethod.INSTANCE)
			.annotateMethod(AnnotationDescription.Builder.ofType(DistributedTask.class).build())
			.make()
			.load(TaskDefinitionFactoryTests.class.getClassLoader())
			.getLoaded();
	}

	static class Defaults {

		@DistributedTask
		public void run(String name, Map<String, Integer> counts) {
		}

	}

	static class Options {

		@DistributedTask(id = "reports", aliases = { "old", "older" }, queue = "slow", maxRetries = 2,
				retryFor = IOException.class, noRetryFor = IllegalStateException.class, maxRecoveries = 0)
		void run() {
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@DistributedTask(queue = "night", maxRetries = 5)
	@interface Nightly {

		@AliasFor(annotation = DistributedTask.class)
		String id();

	}

	static class Composed {

		@Nightly(id = "nightly")
		void run() {
		}

	}

	static class Placeholders {

		@DistributedTask(id = "${app}.run", aliases = "old-${app}.run", queue = "${queue.name}")
		void run() {
		}

	}

	static class EmptyPlaceholder {

		@DistributedTask(id = "${absent:}")
		void run() {
		}

	}

	static class BlankAlias {

		@DistributedTask(aliases = " ")
		void run() {
		}

	}

	interface Named {

		@DistributedTask
		void run(String theirs);

	}

	static class Renaming implements Named {

		@Override
		public void run(String mine) {
		}

	}

	static class Base<T, R> {

		@DistributedTask
		public DistributedInvocation<List<R>> run(T input) {
			return DistributedInvocation.of(List.of());
		}

	}

	static class Foo extends Base<String, Integer> {

	}

	interface Producer<R> {

		@DistributedTask
		R produce();

	}

	static class HandleByVariable implements Producer<DistributedInvocation<String>> {

		@Override
		public DistributedInvocation<String> produce() {
			return DistributedInvocation.of("");
		}

	}

	static class Shapes {

		@DistributedTask
		DistributedInvocation<Integer> handle() {
			return DistributedInvocation.of(1);
		}

		@DistributedTask
		DistributedInvocation<?> anyHandle() {
			return DistributedInvocation.of(1);
		}

		@DistributedTask
		DistributedInvocation<? extends Number> boundedHandle() {
			return DistributedInvocation.of(1);
		}

		@DistributedTask
		@SuppressWarnings("rawtypes")
		DistributedInvocation rawHandle() {
			return DistributedInvocation.of(1);
		}

		@DistributedTask
		CompletableFuture<Integer> future() {
			return CompletableFuture.completedFuture(1);
		}

		@DistributedTask
		CompletableFuture<Void> voidFuture() {
			return CompletableFuture.completedFuture(null);
		}

		@DistributedTask
		@SuppressWarnings("rawtypes")
		CompletableFuture rawFuture() {
			return new CompletableFuture<>();
		}

		@DistributedTask
		String direct() {
			return "";
		}

		@DistributedTask
		int primitive() {
			return 1;
		}

		@DistributedTask
		void nothing() {
		}

		@DistributedTask
		@Nullable Void nothingButWait() {
			return null;
		}

	}

}
