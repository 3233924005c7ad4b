package org.pynenc.backend.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.invocation.Token;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * Breaks what Redis holds of an application. The one place of the tests of broken data
 * that knows where that is.
 */
final class RedisPoison {

	/**
	 * Where invocations stand, and what is short of their calls and outcomes.
	 */
	private static final String RECORD = "o:";

	/**
	 * Where longer ones are.
	 */
	private static final String CALL = "y:";

	private static final String OUTCOME = "z:";

	private static final String HISTORY = "h:";

	private static final byte[] CALL_FIELD = bytes("y");

	private static final byte[] OUTCOME_FIELD = bytes("z");

	private static final byte[] HISTORY_FIELD = bytes("h");

	/**
	 * So long that the next step goes to a key of its own.
	 */
	private static final byte[] FULL = bytes("R1234567890\n".repeat(5));

	private static final byte[] FOREIGN = bytes("of somebody else");

	private final RedisConnection connection;

	private final String prefix;

	RedisPoison(RedisConnection connection, RedisKeys keys) {
		this.connection = connection;
		this.prefix = keys.prefix();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] key(String kind, InvocationId id) {
		return bytes(this.prefix + kind + id);
	}

	/**
	 * Breaks the last byte of a call.
	 * @return what it is now
	 */
	byte[] breakCall(InvocationId id) {
		byte[] broken = broken(call(id));
		if (inRecord(id, CALL_FIELD) != null) {
			this.connection.hashCommands().hSet(key(RECORD, id), CALL_FIELD, broken);
		}
		else {
			this.connection.stringCommands().set(key(CALL, id), broken);
		}
		return broken;
	}

	/**
	 * Breaks the last byte of an outcome.
	 */
	void breakOutcome(InvocationId id, Token token) {
		byte[] small = inRecord(id, OUTCOME_FIELD);
		if (small != null) {
			this.connection.hashCommands().hSet(key(RECORD, id), OUTCOME_FIELD, broken(small));
		}
		else {
			byte[] large = this.connection.hashCommands().hGet(key(OUTCOME, id), bytes(token.value()));
			this.connection.hashCommands().hSet(key(OUTCOME, id), bytes(token.value()), broken(large));
		}
	}

	private static byte[] broken(byte @Nullable [] value) {
		byte[] broken = Arrays.copyOf(Objects.requireNonNull(value), value.length);
		broken[broken.length - 1] = (byte) 0xFF;
		return broken;
	}

	private byte @Nullable [] inRecord(InvocationId id, byte[] field) {
		return this.connection.hashCommands().hGet(key(RECORD, id), field);
	}

	/**
	 * The bytes of a call.
	 */
	byte[] call(InvocationId id) {
		byte[] small = inRecord(id, CALL_FIELD);
		return (small != null) ? small : Objects.requireNonNull(this.connection.stringCommands().get(key(CALL, id)));
	}

	void loseCall(InvocationId id) {
		this.connection.hashCommands().hDel(key(RECORD, id), CALL_FIELD);
		this.connection.keyCommands().del(key(CALL, id));
	}

	void loseRecord(InvocationId id) {
		this.connection.keyCommands().del(key(RECORD, id));
	}

	void replaceRecord(InvocationId id) {
		replace(key(RECORD, id));
	}

	/**
	 * Puts something else where a call is that is too long for the record.
	 */
	void replaceCall(InvocationId id) {
		loseCall(id);
		this.connection.listCommands().rPush(key(CALL, id), FOREIGN);
	}

	void replaceHistory(InvocationId id) {
		this.connection.hashCommands().hSet(key(RECORD, id), HISTORY_FIELD, FULL);
		replace(key(HISTORY, id));
	}

	void freeHistory(InvocationId id) {
		this.connection.keyCommands().del(key(HISTORY, id));
		this.connection.hashCommands().hDel(key(RECORD, id), HISTORY_FIELD);
	}

	private void replace(byte[] key) {
		this.connection.keyCommands().del(key);
		this.connection.stringCommands().set(key, FOREIGN);
	}

	/**
	 * Puts something else where the queue of a task in a queue is.
	 */
	void replaceLane(String queue, String task) {
		replace(lane(queue, task));
	}

	/**
	 * Puts something else where the names of all lanes are.
	 */
	void replaceLanes() {
		replace(lanes());
	}

	void freeLanes() {
		this.connection.keyCommands().del(lanes());
	}

	private byte[] lanes() {
		return bytes(this.prefix + "lanes");
	}

	void freeLane(String queue, String task) {
		this.connection.keyCommands().del(lane(queue, task));
	}

	private byte[] lane(String queue, String task) {
		return bytes(this.prefix + "q:" + queue.length() + ":" + queue + ":" + task);
	}

}
