/**
 * Asks the photo service. What goes wrong is thrown as an error whose message is a sentence.
 */

/** The service answered, and does not do what it was asked. */
export class Refusal extends Error {
}

/** There was no answer that says anything. The same question may succeed later. */
export class Silence extends Error {
}

const ACCEPT = "application/json, application/problem+json";

async function ask(address, options = {}) {
	const answer = await send(address, options);
	if (!answer.ok) {
		throw await refusal(answer);
	}
	return read(answer);
}

async function send(address, options) {
	try {
		return await fetch(address, { ...options, headers: { Accept: ACCEPT } });
	}
	catch (error) {
		throw (error.name === "AbortError") ? error : new Silence("The photo service does not answer.");
	}
}

async function read(answer) {
	try {
		return await answer.json();
	}
	catch (error) {
		throw (error.name === "AbortError") ? error : new Silence("The answer of the photo service broke off.");
	}
}

async function refusal(answer) {
	const problem = await answer.json().catch(() => ({}));
	if (answer.status >= 500) {
		return new Silence(problem.detail ?? "The photo service has a problem of its own.");
	}
	return new Refusal(problem.detail ?? `The photo service refused, by status ${answer.status}.`);
}

export function upload(picture) {
	const form = new FormData();
	form.append("photo", picture);
	return ask("/photos", { method: "POST", body: form });
}

export function drawExample(seed) {
	return ask(`/photos/example?seed=${seed}`, { method: "POST" });
}

export function photo(id, signal) {
	return ask(`/photos/${encodeURIComponent(id)}`, { signal });
}

export function latest(signal) {
	return ask("/photos", { signal });
}
