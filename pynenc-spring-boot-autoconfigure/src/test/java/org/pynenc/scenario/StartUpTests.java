package org.pynenc.scenario;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.annotation.security.RolesAllowed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.DistributedTask;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What somebody reads whose application does not start as it is.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpTests {

	private static final String HERE = StartUpTests.class.getName() + "$";

	private final Map<String, Class<?>> beans = new TreeMap<>();

	@Test
	void tellsAllThatIsWrongWithTasksAndWhatToDo(CapturedOutput output) {
		this.beans.put("asynchronous", Asynchronous.class);
		this.beans.put("finalMethod", FinalMethod.class);
		this.beans.put("privateMethod", PrivateMethod.class);
		this.beans.put("secured", Secured.class);
		this.beans.put("session", OfSession.class);
		this.beans.put("streams", Streams.class);
		this.beans.put("unbound", Unbound.class);
		assertThat(failure(output)).isEqualToIgnoringNewLines(
				"""
						Description:

						Methods annotated with @DistributedTask cannot be distributed tasks:

						- Method %1$sAsynchronous.run() of bean 'asynchronous' is @Async besides, and would run in two other \
						threads.
						- Method %1$sFinalMethod.run() of bean 'finalMethod' is final, so that a proxy cannot pass on its calls.
						- Method %1$sPrivateMethod.run() of bean 'privateMethod' is private, so that a proxy cannot pass on its \
						calls.
						- Method %1$sSecured.run() of bean 'secured' is secured by @RolesAllowed, which would find no user on \
						the runner.
						- Method %1$sOfSession.run() of bean 'session' belongs to a bean of the scope 'session', which a runner \
						does not have.
						- Method %1$sStreams.run(InputStream) of bean 'streams' has the parameter 'content' of type \
						java.io.InputStream: java.io.InputStream can never be carried as JSON.
						- Method %1$sUnbound.run(Object) of bean 'unbound' has the parameter 'value' of type T: the type \
						variable T of class %1$sUnbound stands for no type, and values are read back by their types.

						Action:

						- %1$sAsynchronous.run(): Take away @Async: a task that returns void, CompletableFuture or \
						DistributedInvocation does not hold its caller up.
						- %1$sFinalMethod.run(): Take away 'final'.
						- %1$sPrivateMethod.run(): Make it at least package-private.
						- %1$sSecured.run(): Secure a method that calls the task instead, and pass what it needs to know of the \
						user as arguments.
						- %1$sOfSession.run(): Move the method to a singleton and pass what it needs as arguments.
						- %1$sStreams.run(InputStream): Use the content, or the name of the place where it is kept.
						- %1$sUnbound.run(Object): Let a subclass or the return type of the bean's method say what T stands \
						for, or use a type without variables.
						"""
					.formatted(HERE));
	}

	/**
	 * Nothing but the proxy itself could say so, and it would say something else.
	 */
	@Test
	void tellsOfClassesThatCannotHaveAProxy(CapturedOutput output) {
		this.beans.put("closed", Closed.class);
		this.beans.put("comparable", ClosedComparable.class);
		this.beans.put("record", Values.class);
		this.beans.put("sealed", Sealed.class);
		assertThat(failure(output))
			.contains("Method %1$sClosed.run() of bean 'closed' belongs to a final class".formatted(HERE),
					"Take away 'final' from %1$sClosed, or declare the method in an interface of it.".formatted(HERE),
					"Method %1$sClosedComparable.run() of bean 'comparable' belongs to a final class".formatted(HERE),
					"Method %1$sValues.run() of bean 'record' belongs to a final class".formatted(HERE),
					"Make a class of the record %1$sValues, or declare the method in an interface of it.".formatted(
							HERE),
					"Method %1$sSealed.run() of bean 'sealed' belongs to a sealed class".formatted(HERE),
					"Take away 'sealed' from %1$sSealed, or declare".formatted(HERE));
	}

	@Test
	void tellsOfTwoTasksWithOneId(CapturedOutput output) {
		this.beans.put("first", Sound.class);
		this.beans.put("second", Renamed.class);
		assertThat(failure(output)).contains(
				"Method %1$sRenamed.run() of bean 'second' goes by the id 'first.run', as does task 'first.run' "
					.formatted(HERE),
				"Give one of them an id of its own with @DistributedTask(id = ..), "
						+ "and let no alias be the id or alias of another task.");
	}

	@Test
	void tellsOfABackendThatIsNotThere(CapturedOutput output) {
		assertThat(failure(output, "--pynenc.backend=reddis")).isEqualToIgnoringNewLines(
				"""
						Description:

						The property 'pynenc.backend' chooses the backend 'reddis', and there is no such orchestrator: no bean \
						of type org.pynenc.orchestrator.Orchestrator was configured.

						Action:

						Check the spelling ('memory' is always there, 'redis' with its library), add the library that the backend needs and its \
						connection, or declare a bean of that type.
						""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-retries=-1 > max-retries must be 0 or more",
			"max-retries=many > failed to convert java.lang.String to java.lang.Integer",
			"retry-for=java.lang.String > retry-for must name exceptions, and java.lang.String is none",
			"retry-for=no.such.Problem > java.lang.ClassNotFoundException: no.such.Problem" })
	void tellsOfAPropertyWithABadValue(String propertyAndReason, CapturedOutput output) {
		String[] parts = propertyAndReason.split(" > ");
		this.beans.put("sound", Sound.class);
		assertThat(failure(output, "--pynenc.tasks[sound.run]." + parts[0]))
			.contains("Failed to bind properties under 'pynenc.tasks[sound.run]")
			.contains(parts[1]);
	}

	@Test
	void warnsOfAPropertyThatNamesNoTask(CapturedOutput output) {
		this.beans.put("sound", Sound.class);
		start("--pynenc.tasks.sound.runn.max-retries=3").close();
		assertThat(output.toString().replace(System.lineSeparator(), "\n")).contains("""
				Ignored 'pynenc.tasks.sound.runn.max-retries': no task of this application goes by that name. \
				Nearest is the task 'sound.run', whose options are written like this:

				pynenc:
				  tasks:
				    "[sound.run]":
				      max-retries: ...
				""");
	}

	private String failure(CapturedOutput output, String... arguments) {
		assertThatException().isThrownBy(() -> start(arguments));
		assertThat(output).contains("APPLICATION FAILED TO START");
		return output.getOut().substring(output.getOut().indexOf("Description:"));
	}

	private ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setBannerMode(Banner.Mode.OFF);
		application.setWebApplicationType(WebApplicationType.NONE);
		application
			.addInitializers((context) -> this.beans.forEach((name, type) -> ((GenericApplicationContext) context)
				.registerBean(name, type, (definition) -> definition.setScope(scope(type)))));
		return application.run(arguments);
	}

	private static String scope(Class<?> type) {
		Scope scope = type.getAnnotation(Scope.class);
		return (scope != null) ? scope.value() : "";
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	static class Sound {

		@DistributedTask
		void run() {
		}

	}

	static class Renamed {

		@DistributedTask(id = "new", aliases = "first.run")
		void run() {
		}

	}

	static class FinalMethod {

		@DistributedTask
		final void run() {
		}

	}

	static class PrivateMethod {

		@DistributedTask
		private void run() {
		}

	}

	static class Asynchronous {

		@Async
		@DistributedTask
		void run() {
		}

	}

	@RolesAllowed("admin")
	static class Secured {

		@DistributedTask
		void run() {
		}

	}

	@Scope("session")
	static class OfSession {

		@DistributedTask
		void run() {
		}

	}

	static class Streams {

		@DistributedTask
		void run(InputStream content) {
		}

	}

	static class Unbound<T> {

		@DistributedTask
		void run(T value) {
		}

	}

	static final class Closed {

		@DistributedTask
		void run() {
		}

	}

	static final class ClosedComparable implements Comparable<String> {

		@DistributedTask
		public void run() {
		}

		@Override
		public int compareTo(String other) {
			return 0;
		}

	}

	record Values(List<String> values) {

		@DistributedTask
		public void run() {
		}

	}

	static sealed class Sealed permits Unsealed {

		@DistributedTask
		void run() {
		}

	}

	static final class Unsealed extends Sealed {

	}

}
