package org.pynenc.backend.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import org.pynenc.InvocationId;
import org.pynenc.invocation.Token;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * Breaks what Redis holds of an application. The one place of the tests of broken data
 * that knows where that is.
 */
final class RedisPoison {

	/**
	 * Where the calls and outcomes are.
	 */
	private static final String STATE = "s:";

	private static final String CALL = "call";

	private static final String OUTCOME = "r:";

	/**
	 * Where invocations stand.
	 */
	private static final String RECORD = "o:";

	private static final String HISTORY = "h:";

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
		return breakField(id, CALL);
	}

	/**
	 * Breaks the last byte of an outcome.
	 */
	byte[] breakOutcome(InvocationId id, Token token) {
		return breakField(id, OUTCOME + token);
	}

	private byte[] breakField(InvocationId id, String field) {
		byte[] broken = read(id, field);
		broken[broken.length - 1] = (byte) 0xFF;
		this.connection.hashCommands().hSet(key(STATE, id), bytes(field), broken);
		return broken;
	}

	private byte[] read(InvocationId id, String field) {
		byte[] value = this.connection.hashCommands().hGet(key(STATE, id), bytes(field));
		return Arrays.copyOf(Objects.requireNonNull(value), value.length);
	}

	/**
	 * The bytes of a call.
	 */
	byte[] call(InvocationId id) {
		return read(id, CALL);
	}

	void loseCall(InvocationId id) {
		this.connection.hashCommands().hDel(key(STATE, id), bytes(CALL));
	}

	void loseRecord(InvocationId id) {
		this.connection.keyCommands().del(key(RECORD, id));
	}

	void replaceRecord(InvocationId id) {
		replace(key(RECORD, id));
	}

	void replaceState(InvocationId id) {
		replace(key(STATE, id));
	}

	void replaceHistory(InvocationId id) {
		replace(key(HISTORY, id));
	}

	void freeHistory(InvocationId id) {
		this.connection.keyCommands().del(key(HISTORY, id));
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

	void freeLane(String queue, String task) {
		this.connection.keyCommands().del(lane(queue, task));
	}

	private byte[] lane(String queue, String task) {
		return bytes(this.prefix + "q:" + queue.length() + ":" + queue + ":" + task);
	}

}
