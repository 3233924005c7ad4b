package org.pynenc.backend.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.OnDifferentArguments;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.state.UnreadableInvocationException;

import org.springframework.util.Assert;

/**
 * Invocations and outcomes as bytes: a text in UTF-8. The first character is the version
 * of this format; who meets a newer one refuses it, for a value that is misread would be
 * executed.
 * <p>
 * A number takes five bits of each character, the lowest first: {@code @} to {@code _} if
 * more follow, else blank to {@code ?}. A text is its length, doubled, and itself; one
 * that UTF-8 cannot carry (half of a surrogate pair) has an odd length and stands in
 * hexadecimal digits, four for each character.
 *
 * <pre>
 * invocation: version, wire version, flags, task, queue, priority (zigzag), depth,
 *             maxRecoveries, [parent: 22 characters], [key, digest, onDifferentArguments],
 *             arguments, headers (each: number, then name and value)
 * outcome:    version, status (0 success, 1 failure), payload
 * </pre>
 */
final class InvocationCodec {

	static final int VERSION = 1;

	private static final int HAS_PARENT = 1;

	private static final int HAS_KEY = 2;

	private static final int SUCCESS = 0;

	private static final int FAILURE = 1;

	private static final int WIDTH = 5;

	private static final int BITS = 0x1F;

	private static final int LAST = 0x20;

	private static final int MORE = 0x40;

	private static final int ID_LENGTH = 22;

	private static final HexFormat HEX = HexFormat.of();

	private InvocationCodec() {
	}

	/**
	 * Writes an invocation without its id, under which it is kept anyway.
	 */
	static byte[] encode(Invocation invocation) {
		Writer writer = new Writer();
		writer.number(VERSION);
		writer.number(invocation.wireVersion());
		writer.number(flags(invocation));
		writer.text(invocation.taskId().value());
		writer.text(invocation.queue());
		writer.number((invocation.priority() << 1) ^ (invocation.priority() >> 31));
		writer.number(invocation.depth());
		writer.number(invocation.maxRecoveries());
		if (invocation.parent() != null) {
			writer.id(invocation.parent());
		}
		if (invocation.registration() != null) {
			writer.key(invocation.registration());
		}
		writer.texts(invocation.call().arguments().values());
		writer.texts(invocation.headers());
		return writer.bytes();
	}

	private static int flags(Invocation invocation) {
		return ((invocation.parent() != null) ? HAS_PARENT : 0) | ((invocation.registration() != null) ? HAS_KEY : 0);
	}

	/**
	 * Reads an invocation.
	 * @throws UnknownFormatException if a newer version wrote it
	 * @throws UnreadableInvocationException if the bytes are broken
	 */
	static Invocation invocation(InvocationId id, byte[] bytes) {
		return read(id, "invocation " + id, bytes, (reader) -> invocation(id, reader));
	}

	private static Invocation invocation(InvocationId id, Reader reader) {
		int wireVersion = reader.number();
		int flags = reader.number();
		TaskId task = new TaskId(reader.text());
		String queue = reader.text();
		int zigzag = reader.number();
		int depth = reader.number();
		int maxRecoveries = reader.number();
		InvocationId parent = ((flags & HAS_PARENT) != 0) ? reader.id() : null;
		RegistrationKey registration = ((flags & HAS_KEY) != 0) ? reader.key() : null;
		Call call = new Call(task, new Arguments(reader.texts()));
		return new Invocation(id, call, parent, depth, queue, (zigzag >>> 1) ^ -(zigzag & 1), maxRecoveries,
				registration, reader.texts(), wireVersion);
	}

	/**
	 * Writes an outcome.
	 */
	static byte[] encode(Outcome outcome) {
		Writer writer = new Writer();
		writer.number(VERSION);
		writer.number((outcome.status() == InvocationStatus.SUCCESS) ? SUCCESS : FAILURE);
		writer.text(outcome.payload());
		return writer.bytes();
	}

	/**
	 * Reads an outcome.
	 * @throws UnknownFormatException if a newer version wrote it
	 * @throws UnreadableInvocationException if the bytes are broken
	 */
	static Outcome outcome(InvocationId id, byte[] bytes) {
		return read(id, "the outcome of invocation " + id, bytes, InvocationCodec::outcome);
	}

	private static Outcome outcome(Reader reader) {
		boolean success = reader.number() == SUCCESS;
		String payload = reader.text();
		return success ? Outcome.success(payload) : Outcome.failure(payload);
	}

	private static <T> T read(InvocationId id, String what, byte[] bytes, Function<Reader, T> value) {
		try {
			Reader reader = new Reader(bytes);
			if (reader.version() > VERSION) {
				throw new UnknownFormatException(id, what, reader.version());
			}
			T read = value.apply(reader);
			reader.end();
			return read;
		}
		catch (UnreadableInvocationException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new UnreadableInvocationException(id, "The bytes of " + what + " are broken: " + ex.getMessage(), ex);
		}
	}

	private static final class Writer {

		private final StringBuilder out = new StringBuilder();

		void number(int number) {
			int rest = number;
			while ((rest & ~BITS) != 0) {
				this.out.append((char) (MORE | (rest & BITS)));
				rest >>>= WIDTH;
			}
			this.out.append((char) (LAST | rest));
		}

		void text(String text) {
			if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
				number(text.length() << 1);
				this.out.append(text);
			}
			else {
				number((text.length() << 1) | 1);
				text.chars().forEach((character) -> this.out.append(HEX.toHexDigits((char) character)));
			}
		}

		void texts(Map<String, String> texts) {
			number(texts.size());
			texts.forEach((name, value) -> {
				text(name);
				text(value);
			});
		}

		void id(InvocationId id) {
			byte[] bytes = ByteBuffer.allocate(16)
				.putLong(id.value().getMostSignificantBits())
				.putLong(id.value().getLeastSignificantBits())
				.array();
			this.out.append(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
		}

		void key(RegistrationKey key) {
			text(key.value());
			text(key.arguments());
			text(key.onDifferentArguments().name());
		}

		byte[] bytes() {
			return this.out.toString().getBytes(StandardCharsets.UTF_8);
		}

	}

	private static final class Reader {

		/**
		 * Stands for bytes that are no UTF-8, or for itself.
		 */
		private static final char REPLACEMENT = '\uFFFD';

		private final String in;

		private final int version;

		private int position;

		Reader(byte[] in) {
			this.in = new String(in, StandardCharsets.UTF_8);
			Assert.state(
					this.in.indexOf(REPLACEMENT) < 0 || Arrays.equals(this.in.getBytes(StandardCharsets.UTF_8), in),
					"they are no UTF-8");
			this.version = number();
		}

		int version() {
			return this.version;
		}

		void end() {
			Assert.state(this.position == this.in.length(), () -> "there is more after character " + this.position);
		}

		int number() {
			int number = 0;
			int shift = 0;
			char next;
			do {
				next = this.in.charAt(this.position++);
				if (next < LAST || next >= MORE + LAST || shift >= Integer.SIZE) {
					throw new IllegalStateException("character " + this.position + " is not of a number");
				}
				number |= (next & BITS) << shift;
				shift += WIDTH;
			}
			while ((next & MORE) != 0);
			return number;
		}

		String text() {
			int length = number();
			return ((length & 1) == 0) ? take(length >>> 1) : fromHex(take((length >>> 1) * 4));
		}

		private String take(int length) {
			int begin = this.position;
			this.position += length;
			return this.in.substring(begin, this.position);
		}

		private static String fromHex(String digits) {
			StringBuilder text = new StringBuilder(digits.length() / 4);
			for (int i = 0; i < digits.length(); i += 4) {
				text.append((char) HexFormat.fromHexDigits(digits, i, i + 4));
			}
			return text.toString();
		}

		Map<String, String> texts() {
			Map<String, String> texts = new LinkedHashMap<>();
			for (int left = number(); left > 0; left--) {
				texts.put(text(), text());
			}
			return texts;
		}

		InvocationId id() {
			ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(take(ID_LENGTH)));
			return new InvocationId(new UUID(bytes.getLong(), bytes.getLong()));
		}

		RegistrationKey key() {
			return new RegistrationKey(text(), text(), OnDifferentArguments.valueOf(text()));
		}

	}

	/**
	 * What was written by a newer version of pynenc.
	 */
	static final class UnknownFormatException extends UnreadableInvocationException {

		private static final long serialVersionUID = 1L;

		UnknownFormatException(InvocationId id, String what, int version) {
			super(id, "Format " + version + " of " + what + " is not known here, only those up to " + VERSION
					+ ": a newer version of pynenc has written it. Update this node", null);
		}

	}

}
