package org.pynenc.serializer;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.SerializationException;
import org.pynenc.StatusChange;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Arrival} of handles, which a module writes as references.
 */
class HandleArrivalTests {

	private final Type type = new ParameterizedTypeReference<DistributedInvocation<String>>() {
	}.getType();

	private final Type listType = new ParameterizedTypeReference<List<DistributedInvocation<String>>>() {
	}.getType();

	@Test
	void carriesAHandleAsAHandleOfTheSameInvocation() {
		Handle handle = new Handle(InvocationId.create());
		JsonSerializer serializer = serializer(InvocationId::of);
		assertThat(serializer.read(serializer.write(handle, this.type), this.type)).isEqualTo(handle);
	}

	@Test
	void carriesASpecialHandleAsAPlainOne() {
		Handle handle = new SpecialHandle(InvocationId.create());
		JsonSerializer serializer = serializer(InvocationId::of);
		assertThat(serializer.read(serializer.write(handle, this.type), this.type)).isExactlyInstanceOf(Handle.class)
			.isEqualTo(handle);
		assertThat(serializer.read(serializer.write(List.of(handle), this.listType), this.listType))
			.isEqualTo(List.of(handle));
	}

	@Test
	void refusesAHandleThatWouldArriveAsThatOfAnotherInvocation() {
		JsonSerializer serializer = serializer((id) -> InvocationId.create());
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> serializer.write(new Handle(InvocationId.create()), this.type))
			.withMessageContaining("other content");
	}

	private static JsonSerializer serializer(IdReader ids) {
		SimpleModule handles = new SimpleModule("handles")
			.addSerializer(DistributedInvocation.class, ToStringSerializer.instance)
			.addDeserializer(DistributedInvocation.class, new HandleDeserializer(ids));
		return JsonSerializerTests.serializer(JsonMapper.builder().addModule(handles).build());
	}

	@FunctionalInterface
	interface IdReader {

		InvocationId read(String text);

	}

	static class HandleDeserializer extends ValueDeserializer<DistributedInvocation<?>> {

		private final IdReader ids;

		HandleDeserializer(IdReader ids) {
			this.ids = ids;
		}

		@Override
		public DistributedInvocation<?> deserialize(JsonParser parser, DeserializationContext context) {
			return new Handle(this.ids.read(parser.getString()));
		}

	}

	static class Handle implements DistributedInvocation<String> {

		private final InvocationId id;

		Handle(InvocationId id) {
			this.id = id;
		}

		@Override
		public InvocationId invocationId() {
			return this.id;
		}

		@Override
		public Call call() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<DistributedInvocation<?>> parentInvocation() {
			throw new UnsupportedOperationException();
		}

		@Override
		public InvocationStatus status() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int numRetries() {
			throw new UnsupportedOperationException();
		}

		@Override
		public String result() {
			throw new UnsupportedOperationException();
		}

		@Override
		public String result(Duration timeout) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String finalResult() {
			throw new UnsupportedOperationException();
		}

		@Override
		public CompletableFuture<String> toFuture() {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<StatusChange> history() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean cancel() {
			throw new UnsupportedOperationException();
		}

		@Override
		public String toJson() {
			throw new UnsupportedOperationException();
		}

		@Override
		public DistributedInvocation<?> swapContext() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void resetContext(DistributedInvocation<?> previous) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void run(Map<String, Object> runnerArgs) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Handle handle && this.id.equals(handle.id);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.id);
		}

		@Override
		public String toString() {
			return this.id.toString();
		}

	}

	static class SpecialHandle extends Handle {

		SpecialHandle(InvocationId id) {
			super(id);
		}

	}

}
