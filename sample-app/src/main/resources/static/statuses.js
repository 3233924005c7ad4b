/**
 * The statuses of an invocation: what they are called here, and what kind of time is spent in them.
 */

const STATUSES = {
	REGISTERED: ["in the queue", "waiting"],
	SCHEDULED: ["not due yet", "waiting"],
	PENDING: ["starting", "running"],
	RUNNING: ["running", "running"],
	PAUSED: ["waits for others", "paused"],
	RESUMED: ["running", "running"],
	RETRY: ["to be tried again", "waiting"],
	REROUTED: ["back in the queue", "waiting"],
	KILLED: ["stopped", "waiting"],
	PENDING_RECOVERY: ["taken back", "waiting"],
	RUNNING_RECOVERY: ["taken back", "waiting"],
	CONCURRENCY_CONTROLLED: ["waits for its turn", "waiting"],
	CONCURRENCY_CONTROLLED_FINAL: ["dropped", "ended"],
	SUCCESS: ["done", "ended"],
	FAILED: ["failed", "ended"],
	CANCELLED: ["cancelled", "ended"]
};

export function wordOf(status) {
	return STATUSES[status]?.[0] ?? status.toLowerCase();
}

export function kindOf(status) {
	return STATUSES[status]?.[1] ?? "waiting";
}

export function isFinal(status) {
	return kindOf(status) === "ended";
}
