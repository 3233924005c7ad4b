/**
 * Histories of invocations, laid out in time.
 */

import { isFinal, kindOf } from "./statuses.js";

/** What an attempt that came to nothing is followed by. */
const MISSED = new Set(["RETRY", "FAILED", "KILLED", "PENDING_RECOVERY", "RUNNING_RECOVERY"]);

const time = (change) => Date.parse(change.at);

export function startOf(invocation) {
	return time(invocation.history[0]);
}

export function lastChangeOf(invocations) {
	return Math.max(...invocations.flatMap((invocation) => invocation.history.map(time)));
}

/**
 * The stretches of time that an invocation spent waiting, running and so on.
 * @param end when the stretch ends that still goes on
 */
export function stretchesOf(history, end) {
	return history.map((change, index) => stretch(change, history[index + 1], end))
		.filter((stretch) => stretch.kind !== "ended" && (stretch.to > stretch.from || stretch.ran));
}

function stretch(change, next, end) {
	const kind = kindOf(change.status);
	const missed = kind === "running" && next && MISSED.has(next.status);
	return { kind: missed ? "missed" : kind, from: time(change), to: next ? time(next) : end, open: !next,
		ran: change.status === "RUNNING" };
}

/**
 * How long an invocation took from its first start to its end, in milliseconds; null while it has not ended.
 */
export function durationOf(invocation) {
	const started = invocation.history.find((change) => kindOf(change.status) === "running");
	const last = invocation.history.at(-1);
	return (started && isFinal(last.status)) ? time(last) - time(started) : null;
}

export function inWords(milliseconds) {
	if (milliseconds < 1000) {
		return `${Math.round(milliseconds)} ms`;
	}
	return (milliseconds < 60000) ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds / 60000)} min`;
}
