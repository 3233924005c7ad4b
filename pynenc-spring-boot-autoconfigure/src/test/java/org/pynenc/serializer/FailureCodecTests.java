package org.pynenc.serializer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.RemoteException;
import org.pynenc.SerializationException;
import org.pynenc.TaskId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.FatalBeanException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureCodec}: every failure can be described, and none is rebuilt as
 * something else.
 */
class FailureCodecTests {

	private final FailureCodec codec = codec(FailureCodecTests.class.getPackageName());

	private static FailureCodec codec(String... packages) {
		return new FailureCodec(
				new ExceptionFactory(new ExceptionTypes(List.of(packages), FailureCodecTests.class.getClassLoader())));
	}

	private Throwable arrive(Throwable failure) {
		return this.codec.read(this.codec.write(failure), List.of());
	}

	private static Throwable describe(Throwable failure) {
		FailureCodec strict = codec();
		return strict.read(strict.write(failure), List.of());
	}

	@ParameterizedTest
	@MethodSource
	void rebuildsByTheUsualConstructors(Throwable failure) {
		Throwable arrived = arrive(failure);
		assertThat(arrived).hasSameClassAs(failure).hasMessage(failure.getMessage());
		assertThat(frames(arrived)).isNotEmpty().isEqualTo(frames(failure));
		if (failure.getCause() == null) {
			assertThat(arrived).hasNoCause();
		}
		else {
			assertThat(arrived.getCause()).hasSameClassAs(failure.getCause())
				.hasMessage(failure.getCause().getMessage());
		}
	}

	static Stream<Throwable> rebuildsByTheUsualConstructors() {
		IOException cause = new IOException("cause");
		return Stream.of(new IllegalStateException("x", cause), new IllegalStateException("x"),
				new IllegalStateException(cause), new IllegalStateException(), new IllegalStateException("", null),
				new TimeoutException("no cause taken"), new TimeoutException().initCause(cause),
				new UncheckedIOException("x", cause), new UncheckedIOException(cause),
				new CompletionException("x", cause), new UndeclaredThrowableException(cause),
				new InterruptedException("x"), new AssertionError("x", cause), new ClassNotFoundException("x", cause),
				new SQLException("x", cause), new Error("x"), new OnlyMessage("x"), new OnlyMessage(null),
				new OnlyCause(cause), new NothingAtAll(), new Hidden("x", cause), new FixedMessage());
	}

	@ParameterizedTest
	@MethodSource
	void standsInForWhatCannotBeRebuilt(Throwable failure) {
		Throwable arrived = arrive(failure);
		assertThat(arrived).isExactlyInstanceOf(RemoteException.class);
		RemoteException remote = (RemoteException) arrived;
		assertThat(remote.typeName()).isEqualTo(failure.getClass().getName());
		assertThat(remote.remoteMessage()).isEqualTo(failure.getMessage());
		assertThat(frames(remote)).isEqualTo(frames(failure));
		assertThat(remote.getCause()).isEqualTo(failure.getCause());
	}

	static Stream<Throwable> standsInForWhatCannotBeRebuilt() {
		return Stream.of(new UnusualConstructor(1), new OrderNotFound("42"), new Failing("x"), new Uninitialisable("x"),
				new OutOfMemoryError("x"), new StackOverflowError(), new InternalError("x"),
				new VirtualMachineError("x") {
					private static final long serialVersionUID = 1L;

				}, new FatalBeanException("not an allowed package"), new TestAbortedException("x"));
	}

	@Test
	void neverRebuildsTheDeathOfAThread() {
		assertThat(read("java.lang.ThreadDeath", List.of())).isExactlyInstanceOf(RemoteException.class);
	}

	@Test
	void rebuildsDeclaredTypesByTheirExactName() {
		FailureCodec strict = codec();
		String text = strict.write(new OnlyMessage("x"));
		assertThat(strict.read(text, List.of(IOException.class, OnlyMessage.class))).isInstanceOf(OnlyMessage.class);
		assertThat(strict.read(text, List.of(RuntimeException.class))).isInstanceOf(RemoteException.class);
		assertThat(strict.read(text, List.of())).isInstanceOf(RemoteException.class);
	}

	@Test
	void rebuildsTheJdksTypesAlways() {
		FailureCodec strict = codec();
		String text = strict.write(new UnsupportedEncodingException("x"));
		assertThat(strict.read(text, List.of())).isExactlyInstanceOf(UnsupportedEncodingException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.pynenc.serializer", "org.pynenc", "org" })
	void rebuildsTypesOfAllowedPackages(String allowed) {
		FailureCodec codec = codec("com.acme", allowed);
		assertThat(codec.read(codec.write(new OnlyMessage("x")), List.of())).isInstanceOf(OnlyMessage.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.pynenc.serial", "org.pynenc.serializer.FailureCodec", "pynenc", "ORG.pynenc", "" })
	void respectsTheEndOfAPackagesName(String allowed) {
		FailureCodec codec = codec(allowed);
		assertThat(codec.read(codec.write(new OnlyMessage("x")), List.of())).isInstanceOf(RemoteException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.pynenc.serializer.FailureCodecTests$NoThrowable", "org.pynenc.serializer.Missing",
			"java.lang.String", "[Ljava.lang.Exception;", "int", "java.lang.Throwable\u0000", "../x", ".",
			"org.pynenc.serializer.failurecodectests$onlymessage", "jdk.internal.misc.VM" })
	void survivesANameThatIsNoException(String name) {
		assertThat(read(name, List.of(String.class))).isInstanceOfSatisfying(RemoteException.class,
				(remote) -> assertThat(remote.typeName()).isEqualTo(name));
	}

	@Test
	void asksNoClassLoaderForANameThatIsNotAllowed() {
		ClassLoader guarded = new ClassLoader(null) {

			@Override
			protected Class<?> loadClass(String name, boolean resolve) {
				throw new AssertionError("asked for " + name);
			}

		};
		FailureCodec codec = new FailureCodec(new ExceptionFactory(new ExceptionTypes(List.of("com.acme"), guarded)));
		assertThat(codec.read(this.codec.write(new OnlyMessage("x")), List.of())).isInstanceOf(RemoteException.class);
	}

	@Test
	void doesNotInitialiseAClassThatIsNoException() {
		read(NeverInitialised.class.getName(), List.of());
		assertThat(initialised).isFalse();
	}

	@Test
	void leavesClosedWhatTheJdkDoesNotOpen() {
		assertThat(read("sun.security.validator.ValidatorException", List.of())).isInstanceOf(RemoteException.class);
	}

	@Test
	void carriesTheWholeChain() {
		Throwable failure = new CompletionException("a", new OrderNotFound("b", new IOException("c")));
		Throwable arrived = arrive(failure);
		assertThat(arrived).isInstanceOf(CompletionException.class)
			.cause()
			.isInstanceOf(RemoteException.class)
			.cause()
			.isInstanceOf(IOException.class)
			.hasMessage("c")
			.hasNoCause();
	}

	@Test
	void carriesAStandInAsWhatItStandsFor() {
		String text = this.codec.write(new OnlyMessage("x"));
		Throwable standIn = codec().read(text, List.of());
		assertThat(standIn).isInstanceOf(RemoteException.class);
		assertThat(arrive(standIn)).isInstanceOf(OnlyMessage.class).hasMessage("x");
		assertThat(frames(arrive(standIn))).isNotEmpty().isEqualTo(frames(standIn));
	}

	@Test
	void describesAFailedInvocationOfAnotherTask() {
		InvocationFailedException failure = new InvocationFailedException(InvocationId.create(), new TaskId("a.b"),
				new IOException("inner"));
		assertThat(arrive(failure)).isInstanceOf(RemoteException.class)
			.hasMessage(failure.getClass().getName() + ": " + failure.getMessage())
			.cause()
			.isInstanceOf(IOException.class);
	}

	@Test
	void describesAnExceptionWhoseMethodsFail() {
		assertThat(arrive(new Hostile())).isInstanceOfSatisfying(RemoteException.class, (remote) -> {
			assertThat(remote.typeName()).isEqualTo(Hostile.class.getName());
			assertThat(remote.remoteMessage()).isNull();
			assertThat(remote.getStackTrace()).isEmpty();
			assertThat(remote).hasNoCause();
		});
	}

	@Test
	void standsInForAnExceptionThatFailsWhileItIsRebuilt() {
		List<FailureDescription.Link> chain = List.of(
				new FailureDescription.Link(Hostile.class.getName(), null, List.of()),
				new FailureDescription.Link(IOException.class.getName(), "x", List.of()));
		String text = JsonMapper.shared().writeValueAsString(new FailureDescription(1, chain));
		assertThat(this.codec.read(text, List.of())).isInstanceOf(RemoteException.class)
			.cause()
			.isInstanceOf(IOException.class);
	}

	@Test
	void standsInForATypeWhoseClassLoaderFails() {
		ClassLoader broken = new ClassLoader(null) {

			@Override
			protected Class<?> loadClass(String name, boolean resolve) {
				throw new IllegalStateException("closed");
			}

		};
		FailureCodec codec = new FailureCodec(new ExceptionFactory(new ExceptionTypes(List.of("org.pynenc"), broken)));
		assertThat(codec.read(codec.write(new OnlyMessage("x")), List.of())).isInstanceOf(RemoteException.class);
	}

	@Test
	void describesAnExceptionWithoutAStack() {
		assertThat(describe(new Stackless()).getStackTrace()).isEmpty();
		assertThat(describe(new HoleyStack()).getStackTrace()).hasSize(1);
	}

	@Test
	void describesAStandInThatSaysNothing() {
		assertThat(arrive(new RemoteException("", null, null))).isInstanceOfSatisfying(RemoteException.class,
				(remote) -> assertThat(remote.typeName()).isEqualTo(RemoteException.class.getName()));
	}

	@Test
	void endsACircleOfCauses() {
		IOException first = new IOException("first");
		IllegalStateException second = new IllegalStateException("second", first);
		first.initCause(second);
		assertThat(arrive(first)).hasMessage("first").cause().hasMessage("second").hasNoCause();
		assertThat(describe(new SelfCaused())).hasNoCause();
	}

	@Test
	void boundsTheDepthOfCauses() {
		Throwable failure = new IOException("0");
		for (int i = 1; i <= 50; i++) {
			failure = new IOException(Integer.toString(i), failure);
		}
		assertThat(depth(arrive(failure))).isEqualTo(FailureDescriber.MAX_CAUSES);
		FailureDescription.Link link = new FailureDescription.Link("java.io.IOException", "x", List.of());
		String longer = JsonMapper.shared()
			.writeValueAsString(new FailureDescription(1, Collections.nCopies(100_000, link)));
		assertThat(depth(this.codec.read(longer, List.of()))).isEqualTo(FailureDescriber.MAX_CAUSES);
	}

	private static List<FailureDescription.Frame> frames(Throwable failure) {
		return Arrays.stream(failure.getStackTrace())
			.limit(FailureDescriber.MAX_FRAMES)
			.map(FailureDescription.Frame::of)
			.toList();
	}

	private static int depth(Throwable failure) {
		int depth = 0;
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			depth++;
		}
		return depth;
	}

	@Test
	void boundsTheStack() {
		IOException failure = new IOException("x");
		StackTraceElement[] stack = new StackTraceElement[10_000];
		Arrays.setAll(stack, (i) -> new StackTraceElement("com.acme.X", "call" + i, null, i));
		failure.setStackTrace(stack);
		assertThat(arrive(failure).getStackTrace()).hasSize(FailureDescriber.MAX_FRAMES).startsWith(stack[0], stack[1]);
	}

	@Test
	void boundsTheMessage() {
		String message = "x".repeat(FailureDescriber.MAX_MESSAGE - 1) + "\ud83d\ude00".repeat(10);
		assertThat(arrive(new IOException(message))).message()
			.hasSizeLessThan(FailureDescriber.MAX_MESSAGE + 100)
			.endsWith("x... (20 more characters)");
		String fitting = "x".repeat(FailureDescriber.MAX_MESSAGE);
		assertThat(arrive(new IOException(fitting))).hasMessage(fitting);
	}

	@Test
	void writesAVersionedFormat() {
		JsonNode json = JsonMapper.shared().readTree(this.codec.write(new IOException("x", new Error())));
		assertThat(json.propertyNames()).containsExactlyInAnyOrder("version", "chain");
		assertThat(json.get("version").intValue()).isEqualTo(1);
		assertThat(json.at("/chain/0/type").stringValue()).isEqualTo("java.io.IOException");
		assertThat(json.at("/chain/0/message").stringValue()).isEqualTo("x");
		assertThat(json.at("/chain/0/frames/0/type").stringValue()).isEqualTo(FailureCodecTests.class.getName());
		assertThat(json.at("/chain/1/type").stringValue()).isEqualTo("java.lang.Error");
	}

	@Test
	void toleratesWhatALaterVersionAdds() {
		String text = "{\"version\":1,\"node\":\"n1\",\"chain\":[{\"type\":\"java.io.IOException\",\"message\":\"x\",\"frames\":[],\"more\":1}]}";
		assertThat(this.codec.read(text, List.of())).isExactlyInstanceOf(IOException.class).hasMessage("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "top secret", "null", "[]", "{}", "1", "{\"version\":1}",
			"{\"version\":2,\"chain\":[]}", "{\"version\":1,\"chain\":[]}", "{\"version\":1,\"chain\":[null]}",
			"{\"version\":1,\"chain\":[{}]}", "{\"version\":1,\"chain\":[{\"type\":\"x\"}]}",
			"{\"version\":1,\"chain\":[{\"type\":\"x\",\"frames\":[null]}]}",
			"{\"version\":1,\"chain\":[{\"type\":\"x\",\"frames\":[{}]}]}", "{\"version\":1,\"chain\":\"top secret\"}",
			"{\"version\":1,\"chain\":[{\"type\":\"java.io.IOException\",\"frames\":[]}]} top secret" })
	void givesASerializationExceptionForTextThatIsNoFailure(String text) {
		assertThat(this.codec.read(text, List.of())).isExactlyInstanceOf(SerializationException.class)
			.hasMessageContaining("cannot be read as a failure")
			.hasMessageNotContaining("top secret")
			.hasNoCause();
	}

	private Throwable read(String type, List<Class<?>> declared) {
		FailureDescription.Link link = new FailureDescription.Link(type, "x", List.of());
		return this.codec.read(JsonMapper.shared().writeValueAsString(new FailureDescription(1, List.of(link))),
				declared);
	}

	private static boolean initialised;

	static class NoThrowable {

	}

	static class NeverInitialised {

		static {
			initialised = true;
		}

	}

	@SuppressWarnings("serial")
	static class OnlyMessage extends RuntimeException {

		OnlyMessage(String message) {
			super(message);
		}

	}

	@SuppressWarnings("serial")
	static class OnlyCause extends Exception {

		OnlyCause(Throwable cause) {
			super(cause);
		}

	}

	@SuppressWarnings("serial")
	static class NothingAtAll extends Exception {

	}

	@SuppressWarnings("serial")
	static class FixedMessage extends Exception {

		FixedMessage() {
			super("always the same");
		}

	}

	@SuppressWarnings("serial")
	private static final class Hidden extends Exception {

		private Hidden(String message, Throwable cause) {
			super(message, cause);
		}

	}

	@SuppressWarnings("serial")
	static class UnusualConstructor extends Exception {

		UnusualConstructor(int code) {
			super("code " + code);
		}

	}

	@SuppressWarnings("serial")
	static class OrderNotFound extends Exception {

		OrderNotFound(String order) {
			super("Order " + order + " was not found");
		}

		OrderNotFound(String order, Throwable cause) {
			super("Order " + order + " was not found", cause);
		}

	}

	@SuppressWarnings("serial")
	static class Failing extends RuntimeException {

		private static boolean fails;

		Failing(String message) {
			super(message);
			if (fails) {
				throw new IllegalStateException("only once");
			}
			fails = true;
		}

	}

	@SuppressWarnings("serial")
	static class Uninitialisable extends RuntimeException {

		Uninitialisable(String message) {
			super(message);
		}

		@Override
		public void setStackTrace(StackTraceElement[] stackTrace) {
			throw new UnsupportedOperationException();
		}

	}

	@SuppressWarnings("serial")
	static class Hostile extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException();
		}

		@Override
		public Throwable getCause() {
			throw new StackOverflowError();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new NoClassDefFoundError();
		}

	}

	@SuppressWarnings("serial")
	static class Stackless extends RuntimeException {

		@Override
		public StackTraceElement[] getStackTrace() {
			return null;
		}

	}

	@SuppressWarnings("serial")
	static class HoleyStack extends RuntimeException {

		@Override
		public StackTraceElement[] getStackTrace() {
			return new StackTraceElement[] { null, new StackTraceElement("a", "b", null, -2) };
		}

	}

	@SuppressWarnings("serial")
	static class SelfCaused extends RuntimeException {

		@Override
		public synchronized Throwable getCause() {
			return this;
		}

	}

}
