package org.pynenc.serializer;

import org.jspecify.annotations.Nullable;
import org.pynenc.SerializationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses a value that was written but would not arrive as what it is: reads back what
 * was written and compares. Spares a value whose class is known to arrive by this type.
 */
final class CarryCheck {

	private final Beans beans;

	private final ClosedTypes closedTypes;

	CarryCheck(JsonMapper mapper) {
		this.beans = new Beans(mapper);
		this.closedTypes = new ClosedTypes(mapper, this.beans);
	}

	void verify(@Nullable Object value, String text, ValueCodec codec) {
		Class<?> kind = (value != null) ? value.getClass() : Void.class;
		Boolean trusted = codec.trust(kind);
		if (Boolean.TRUE.equals(trusted)) {
			return;
		}
		lookAt(value, text, codec);
		if (trusted == null) {
			codec.trust(kind, value == null || this.closedTypes.isClosed(codec.type(), kind));
		}
	}

	private void lookAt(@Nullable Object value, String text, ValueCodec codec) {
		try {
			verifyArrival(value, text, codec);
		}
		catch (SerializationException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw refusal(value, codec, "it cannot be read back: " + Explanation.ofReading(ex), Explanation.cause(ex));
		}
	}

	private void verifyArrival(@Nullable Object value, String text, ValueCodec codec) {
		Object arrived = codec.read(text);
		Arrival arrival = new Arrival(this.beans);
		Difference difference = arrival.compare(value, arrived);
		if (difference != null) {
			throw refusal(value, codec, difference.toString(), null);
		}
		if (value != null && arrived != null && !arrival.hiddenState().isEmpty() && !value.equals(arrived)
				&& isEqualToItsTwin(arrived, text, codec)) {
			throw refusal(value, codec, "it is not equal to what arrives, because JSON does not carry "
					+ String.join(", ", arrival.hiddenState()), null);
		}
	}

	/**
	 * Whether {@code equals} speaks of content; by identity nothing that arrives equals
	 * what was sent.
	 */
	private static boolean isEqualToItsTwin(Object arrived, String text, ValueCodec codec) {
		return arrived.equals(codec.read(text));
	}

	static SerializationException refusal(@Nullable Object value, ValueCodec codec, String reason,
			@Nullable Throwable cause) {
		String what = (value != null) ? "A value of class " + value.getClass().getName() : "null";
		return new SerializationException(
				what + " cannot be carried as " + codec.declared().getTypeName() + ": " + reason, cause);
	}

}
