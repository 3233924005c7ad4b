package org.pynenc.backend.redis;

import org.springframework.util.Assert;

/**
 * Where an application's data is. Every key begins with {@link #prefix()}: the
 * application is the hash tag, so all that a script touches is on one shard. Scripts are
 * given the prefix as their only key and make the others of it, by the names below.
 * {@code <id>} is an invocation, {@code <lane>} the entries of one task in one queue:
 * {@code <bytes of the queue's name>:<queue>:<task>}. Times are microseconds by the clock
 * of the server. Nothing but the retention deletes what belongs to an invocation, unless
 * said otherwise.
 * <p>
 * Of the orchestrator:
 * <ul>
 * <li>{@code o:<id>} hash: where the invocation stands. {@code t} task, {@code q} queue,
 * {@code p} priority, {@code d} depth, {@code m} maxRecoveries, {@code pa} parent,
 * {@code k} registration key, {@code a} digest of the arguments, {@code n} sequence,
 * {@code b} time of registration, {@code s} status, {@code c} time of the status,
 * {@code u} due, {@code r} round, {@code f} retries, {@code v} recoveries, {@code ru}
 * latest runner, {@code tk} the latest token without the runner, {@code x} reason,
 * {@code do} dead owners. {@code em} is the move that ended the latest ended claim,
 * {@code er} and {@code ek} its runner and token if they are not {@code ru} and
 * {@code tk}. {@code h} is the latest part of the history after the registration
 * ({@link RedisHistory}), {@code w} the JVMs that wait for the end; gone with it. A field
 * that is not there is 0 or null; {@code c} and {@code u} are {@code b} then.</li>
 * <li>{@code h:<id>} list: the parts of a long history before; of a very long one the
 * middle is cut out.</li>
 * <li>{@code c:<id>} sorted set, by id: the children.</li>
 * <li>{@code st:<status>} sorted set, by id: what stands at the status. There is none of
 * what is running: that is what the runners own and is not paused.</li>
 * <li>{@code ended} list: what has ended, in this order; what the retention looks
 * at.</li>
 * <li>{@code unqueued} sorted set, by the time from which it counts: what was made
 * available and is not known to be in a queue.</li>
 * <li>{@code k:<bytes of the task's name>:<task>:<key>} string: the invocation that waits
 * with a registration key; gone when an attempt is claimed, and with the end.</li>
 * <li>{@code seq} counter: the order of registration.</li>
 * <li>{@code runners} sorted set, by end of lease: the runners that live or own
 * something.</li>
 * <li>{@code r:<runner>} hash: {@code sl} slots, {@code hb} last heartbeat, {@code l} end
 * of the lease, {@code ch} channel of its JVM, {@code gn} and {@code gg} number and
 * grants of its last request that was granted something. Kept for an hour after a runner
 * has died and owns nothing any more, as the next two.</li>
 * <li>{@code rq:<runner>} and {@code rt:<runner>} sets: its queues (none for all) and its
 * tasks.</li>
 * <li>{@code ro:<runner>} sorted set, by number of the request: what it owns,
 * {@code <id>} and {@code tk}.</li>
 * <li>{@code idle} sorted set, by order of becoming idle: the runners that wait for a
 * wake-up; {@code idle:n} counts that order.</li>
 * </ul>
 * Of the broker:
 * <ul>
 * <li>{@code lanes} sorted set, by name: the lanes that have entries.</li>
 * <li>{@code q:<lane>} sorted set: the ids that can be claimed, the first one first. The
 * score is (1000 - priority) * 2^42 + sequence; of a promoted one it is promotion -
 * (min(depth, 4094) + 1) * 2^40, so below 0. {@code q:n} counts the promotions.</li>
 * <li>{@code qw:<lane>} sorted set, by time: the ids that are not due yet.</li>
 * <li>{@code ql:<lane>} sorted set, by end of the lease: the ids that were polled and not
 * acknowledged.</li>
 * <li>{@code qx:<lane>} hash: of the ids in the two before, the score that they go back
 * to {@code q:<lane>} with.</li>
 * <li>{@code e:<id>} hash: the entry as it was enqueued, with the names of
 * {@code o:<id>}; gone with the entry. The fused lifecycle writes none: an id that is in
 * a lane and has none is described by its {@code o:<id>}. {@code entries} is there once
 * one was written.</li>
 * </ul>
 * Of the state backend:
 * <ul>
 * <li>{@code y:<id>} string: the invocation as it was registered.</li>
 * <li>{@code z:<id>} hash: of each claim whose body ended, by its token, the
 * outcome.</li>
 * <li>The fused lifecycle keeps what is not larger than 64 bytes in {@code o:<id>}
 * instead, for a hash of small values takes a fifth of a large one: the invocation as
 * {@code y}, the outcome that counts as {@code z}.</li>
 * <li>{@code expiring} sorted set, by time of expiry: the invocations that were saved and
 * are not registered yet.</li>
 * </ul>
 * {@code layout} is the version of all this; every script looks at it first.
 * <p>
 * Channels are under {@code j:<jvm>}, one for each JVM.
 */
final class RedisKeys {

	private static final String ROOT = "pynenc:";

	private final String prefix;

	RedisKeys(String appId) {
		Assert.hasText(appId, "The id of the application must not be blank");
		Assert.isTrue(appId.indexOf('{') < 0 && appId.indexOf('}') < 0,
				() -> "The id of the application, '" + appId + "', must not contain braces");
		this.prefix = ROOT + "{" + appId + "}:";
	}

	/**
	 * How every key of the application begins.
	 */
	String prefix() {
		return this.prefix;
	}

	/**
	 * The channel of a JVM.
	 */
	String channel(String jvm) {
		return this.prefix + "j:" + jvm;
	}

}
