/**
 * Shows a photo's invocation and the calls that it made, each with its way through the statuses.
 */

import { isFinal, wordOf } from "./statuses.js";
import { durationOf, inWords, lastChangeOf, startOf, stretchesOf } from "./timeline.js";

const list = document.getElementById("tasks");

const template = document.getElementById("task-template");

const axisEnd = document.querySelector("#axis span:last-child");

const rows = new Map();

let latest = { change: 0, seen: 0 };

export function clearTasks() {
	rows.clear();
	list.replaceChildren();
	latest = { change: 0, seen: 0 };
}

export function showTasks(photo) {
	const invocations = [{ ...photo, name: "the whole photo" }, ...photo.parts];
	const scale = scaleOf(photo, invocations);
	for (const invocation of invocations) {
		showTask(invocation, scale);
	}
	axisEnd.textContent = inWords(scale.end - scale.start);
}

/** The clocks of service and browser may differ, so only the time since the last change is measured here. */
function scaleOf(photo, invocations) {
	const change = lastChangeOf(invocations);
	if (change !== latest.change) {
		latest = { change, seen: performance.now() };
	}
	const since = isFinal(photo.status) ? 0 : performance.now() - latest.seen;
	return { start: startOf(photo), end: Math.max(change + since, startOf(photo) + 1) };
}

function showTask(invocation, scale) {
	const row = rowOf(invocation);
	row.dataset.status = invocation.status;
	row.querySelector(".status").textContent = wordOf(invocation.status);
	row.querySelector(".detail").textContent = detailOf(invocation);
	showStretches(row.querySelector(".bar"), stretchesOf(invocation.history, scale.end), scale);
}

function rowOf(invocation) {
	let row = rows.get(invocation.id);
	if (!row) {
		row = template.content.firstElementChild.cloneNode(true);
		row.dataset.task = invocation.task;
		row.querySelector(".name").textContent = invocation.name;
		row.querySelector("code").textContent = invocation.task;
		rows.set(invocation.id, row);
		list.append(row);
	}
	return row;
}

function detailOf(invocation) {
	const retries = invocation.retries;
	const duration = durationOf(invocation);
	return [
		(retries > 0) ? `${retries} ${(retries === 1) ? "retry" : "retries"}` : null,
		(duration === null) ? null : inWords(duration)
	].filter(Boolean).join(", ");
}

function showStretches(bar, stretches, { start, end }) {
	while (bar.childElementCount > stretches.length) {
		bar.lastElementChild.remove();
	}
	stretches.forEach(({ kind, from, to, open }, index) => {
		const piece = bar.children[index] ?? bar.appendChild(document.createElement("i"));
		piece.dataset.kind = kind;
		piece.classList.toggle("open", open);
		piece.style.left = `${100 * (from - start) / (end - start)}%`;
		piece.style.width = `${100 * (to - from) / (end - start)}%`;
	});
}
