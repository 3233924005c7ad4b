/**
 * Tells what went wrong, and what can be done about it. There may be several who have something to
 * tell; the last one is heard.
 */

const element = document.getElementById("notice");

const text = element.querySelector("p");

const button = element.querySelector("button");

const told = new Map();

function show() {
	const last = [...told.values()].at(-1);
	element.hidden = !last;
	text.textContent = last?.sentence ?? "";
	button.textContent = last?.remedy?.label ?? "Dismiss";
	button.onclick = last?.remedy?.action ?? null;
}

/**
 * A place for the words of one teller.
 */
export function noticeOf(teller) {
	const clear = () => {
		told.delete(teller);
		show();
	};
	const tell = (sentence, remedy = { label: "Dismiss", action: clear }) => {
		told.delete(teller);
		told.set(teller, { sentence, remedy });
		show();
	};
	return { tell, clear };
}
