package org.pynenc.backend.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.OnDifferentArguments;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.state.UnreadableInvocationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InvocationCodec}.
 */
class InvocationCodecTests {

	private static final InvocationId ID = InvocationId.create();

	@ParameterizedTest
	@ValueSource(strings = { "", "\"2026-Q1\"", "\"ä€😀\"", "a\u0000b", "half \uD83D of a pair" })
	void textsComeBackAsTheyWere(String text) {
		Invocation invocation = invocation(Map.of(text, text));
		assertThat(InvocationCodec.invocation(ID, InvocationCodec.encode(invocation))).isEqualTo(invocation);
		Outcome outcome = Outcome.success(text);
		assertThat(InvocationCodec.outcome(ID, InvocationCodec.encode(outcome))).isEqualTo(outcome);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 15, 16, 511, 512, 16_383, 16_384, 3_000_000 })
	void textsOfAnyLengthComeBackAsTheyWere(int length) {
		Outcome outcome = Outcome.failure("é".repeat(length));
		assertThat(InvocationCodec.outcome(ID, InvocationCodec.encode(outcome))).isEqualTo(outcome);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1000, -64, -1, 0, 1, 63, 64, 1000 })
	void everythingComesBackAsItWas(int priority) {
		Map<String, String> arguments = new LinkedHashMap<>();
		List.of("z", "a", "m").forEach((name) -> arguments.put(name, "1"));
		Invocation invocation = new Invocation(ID, new Call(new TaskId("a.b"), new Arguments(arguments)),
				InvocationId.create(), 1_000_000, "nightly", priority, Integer.MAX_VALUE,
				new RegistrationKey("KEYS:k", "digest", OnDifferentArguments.REPLACE), Map.of("k", "v"), 300);
		Invocation read = InvocationCodec.invocation(ID, InvocationCodec.encode(invocation));
		assertThat(read).isEqualTo(invocation);
		assertThat(read.call().arguments().values().keySet()).containsExactly("z", "a", "m");
	}

	@Test
	void aNewerFormatIsRefused() {
		byte[] invocation = newer(InvocationCodec.encode(invocation(Map.of())));
		byte[] outcome = newer(InvocationCodec.encode(Outcome.success("1")));
		assertThatExceptionOfType(InvocationCodec.UnknownFormatException.class)
			.isThrownBy(() -> InvocationCodec.invocation(ID, invocation))
			.withMessageContainingAll("Format 2", ID.toString(), "newer version", "Update");
		assertThatExceptionOfType(InvocationCodec.UnknownFormatException.class)
			.isThrownBy(() -> InvocationCodec.outcome(ID, outcome))
			.withMessageContainingAll("Format 2", "outcome", ID.toString());
	}

	/**
	 * Wherever they are cut, and whichever byte is no text: what is misread would be
	 * executed.
	 */
	@Test
	void brokenBytesAreRefused() {
		byte[] bytes = InvocationCodec.encode(invocation(Map.of("period", "\"2026-Q1\"")));
		for (int i = 0; i < bytes.length; i++) {
			byte[] cut = Arrays.copyOf(bytes, i);
			byte[] broken = bytes.clone();
			broken[i] = (byte) 0xFF;
			assertIsRefused(cut);
			assertIsRefused(broken);
		}
		assertIsRefused(Arrays.copyOf(bytes, bytes.length + 1));
	}

	private static void assertIsRefused(byte[] bytes) {
		assertThatExceptionOfType(UnreadableInvocationException.class)
			.isThrownBy(() -> InvocationCodec.invocation(ID, bytes))
			.withMessageContainingAll("broken", ID.toString());
	}

	@Test
	void theReplacementCharacterIsATextLikeAnyOther() {
		Invocation invocation = invocation(Map.of("name", "\"\uFFFD\""));
		assertThat(InvocationCodec.invocation(ID, InvocationCodec.encode(invocation))).isEqualTo(invocation);
	}

	private static byte[] newer(byte[] bytes) {
		bytes[0]++;
		return bytes;
	}

	/**
	 * What later versions must go on to read.
	 */
	@Test
	void theFormatIsKept() {
		Invocation invocation = new Invocation(ID, new Call(new TaskId("t"), new Arguments(Map.of("a", "1"))), null, 2,
				"q", -1, 3, null, Map.of("h", "v"), 1);
		assertThat(InvocationCodec.encode(invocation)).asString(StandardCharsets.UTF_8)
			.isEqualTo("!! \"t\"q!\"#!\"a\"1!\"h\"v");
		assertThat(InvocationCodec.encode(Outcome.failure("{}"))).asString(StandardCharsets.UTF_8).isEqualTo("!!${}");
	}

	/**
	 * In bytes as Redis keeps them; 22 of the invocation's are its parent.
	 */
	@Test
	void addsLittleToWhatItCarries() {
		String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
		Invocation invocation = new Invocation(ID,
				new Call(new TaskId("reports.build"), new Arguments(Map.of("period", "\"2026-Q1\""))),
				InvocationId.create(), 1, "default", 0, 3, null, Map.of("traceparent", traceparent), 1);
		int carried = length("reports.build", "default", "period", "\"2026-Q1\"", "traceparent", traceparent);
		assertThat(InvocationCodec.encode(invocation).length - carried).isEqualTo(37);
		assertThat(InvocationCodec.encode(Outcome.success("42"))).hasSize(5);
	}

	private static int length(String... texts) {
		return String.join("", texts).getBytes(StandardCharsets.UTF_8).length;
	}

	private static Invocation invocation(Map<String, String> arguments) {
		return new Invocation(ID, new Call(new TaskId("reports.build"), new Arguments(arguments)), null, 0, "default",
				0, 3, null, arguments, Invocation.WIRE_VERSION);
	}

}
