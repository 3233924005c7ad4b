package org.pynenc.actuate;

import java.lang.reflect.Type;
import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pynenc.RemoteException;
import org.pynenc.SerializationException;
import org.pynenc.actuate.InvocationDescriptor.FailureDescriptor;
import org.pynenc.serializer.Serializer;

import org.springframework.boot.actuate.endpoint.Sanitizer;

import static org.assertj.core.api.Assertions.assertThat;

class ShownValuesTests {

	@Test
	void whatIsNotReadableIsShownAsItIs() {
		assertThat(values(new IllegalStateException()).value("name", "\u0001", true)).isEqualTo("\u0001");
	}

	@Test
	void remoteExceptionsAreShownUnderTheirOwnNames() {
		RemoteException failure = new RemoteException("com.example.Gone", "far away",
				new RemoteException("com.example.Cause", null, null));
		FailureDescriptor shown = values(failure).failure("", true);
		assertThat(shown.type()).isEqualTo("com.example.Gone");
		assertThat(shown.message()).isEqualTo("far away");
		FailureDescriptor cause = shown.cause();
		assertThat(cause).isNotNull();
		assertThat(cause.type()).isEqualTo("com.example.Cause");
		assertThat(cause.message()).isNull();
	}

	@Test
	void anExceptionWhoseMessageFailsIsShownAllTheSame() {
		FailureDescriptor shown = values(new Mute()).failure("", true);
		assertThat(shown.type()).isEqualTo(Mute.class.getName());
		assertThat(shown.message()).isEqualTo("(not to be had: java.lang.UnsupportedOperationException)");
		assertThat(shown.stackTrace()).isNotEmpty();
	}

	@Test
	void anExceptionWithoutEndOrWithoutCauseIsShownAllTheSame() {
		FailureDescriptor shown = values(new Endless()).failure("", true);
		int links = 1;
		while (shown.cause() != null) {
			shown = shown.cause();
			links++;
		}
		assertThat(links).isEqualTo(11);
		FailureDescriptor odd = values(new Odd()).failure("", false);
		assertThat(odd.type()).isEqualTo(Odd.class.getName());
		assertThat(odd.cause()).isNull();
		assertThat(values(new Odd()).failure("", true).stackTrace()).isEmpty();
	}

	@Test
	void aLongMessageIsReplacedByItsLength() {
		assertThat(values(new IllegalStateException("x".repeat(10_001))).failure("", true).message())
			.isEqualTo("(10001 characters)");
		assertThat(values(new IllegalStateException("x".repeat(10_000))).failure("", true).message())
			.isEqualTo("x".repeat(10_000));
	}

	private static ShownValues values(Throwable failure) {
		return new ShownValues(new FailingSerializer(failure), new Sanitizer());
	}

	static class Mute extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new UnsupportedOperationException();
		}

	}

	static class Endless extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public Throwable getCause() {
			return this;
		}

	}

	static class Odd extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public Throwable getCause() {
			throw new NullPointerException();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new StackOverflowError();
		}

	}

	record FailingSerializer(Throwable failure) implements Serializer {

		@Override
		public String write(@Nullable Object value, Type type) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String writeCanonical(@Nullable Object value, Type type) {
			throw new UnsupportedOperationException();
		}

		@Override
		public @Nullable Object read(String text, Type type) {
			throw new SerializationException("not readable", null);
		}

		@Override
		public String writeFailure(Throwable failure) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Throwable readFailure(String text, Collection<? extends Class<?>> declared) {
			return this.failure;
		}

	}

}
