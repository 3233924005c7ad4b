/**
 * Waiting: for some time, for somebody to look, for an answer.
 */

import { Silence } from "./service.js";

const FIRST_RETRY = 1000;

const LAST_RETRY = 15000;

/**
 * Waits, unless the signal says that it is no longer of use, or the hurry that it is over.
 */
export function wait(milliseconds, signal, hurry) {
	return new Promise((resolve, reject) => {
		const over = new AbortController();
		const end = (outcome) => {
			clearTimeout(timer);
			over.abort();
			outcome();
		};
		const timer = setTimeout(() => end(resolve), milliseconds);
		const once = { once: true, signal: over.signal };
		hurry?.addEventListener("abort", () => end(resolve), once);
		signal?.addEventListener("abort", () => end(() => reject(signal.reason)), once);
		if (signal?.aborted) {
			end(() => reject(signal.reason));
		}
	});
}

/**
 * Waits until somebody can see the page.
 */
export function untilSeen() {
	return new Promise((resolve) => {
		const look = () => {
			if (!document.hidden) {
				document.removeEventListener("visibilitychange", look);
				resolve();
			}
		};
		document.addEventListener("visibilitychange", look);
		look();
	});
}

/**
 * Asks until there is an answer, each time after a longer pause. Not for what must be done only once.
 * @param question gives a promise of the answer
 * @param signal says when the answer is no longer of use
 * @param notice what to tell about silence
 */
export async function untilAnswered(question, signal, notice) {
	for (let pause = FIRST_RETRY;; pause = Math.min(2 * pause, LAST_RETRY)) {
		try {
			const answer = await question();
			notice.clear();
			return answer;
		}
		catch (error) {
			if (!(error instanceof Silence)) {
				throw error;
			}
			await retryOf(error, pause, signal, notice);
		}
	}
}

async function retryOf(error, pause, signal, notice) {
	const hurry = new AbortController();
	const now = () => hurry.abort();
	const seconds = Math.round(pause / 1000);
	notice.tell(`${error.message} Trying again in ${seconds} ${(seconds === 1) ? "second" : "seconds"}.`,
			{ label: "Try now", action: now });
	window.addEventListener("online", now, { once: true, signal: hurry.signal });
	await wait(pause, signal, hurry.signal);
	hurry.abort();
}
