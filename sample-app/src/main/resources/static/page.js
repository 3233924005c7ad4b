/**
 * Brings intake, service and views together. The address says which photo is shown.
 */

import { markBusy, takeIn } from "./intake.js";
import { markLatest, showLatest } from "./latest.js";
import { noticeOf } from "./notice.js";
import { untilAnswered, untilSeen, wait } from "./patience.js";
import { hidePhoto, showPhoto } from "./photo-view.js";
import * as service from "./service.js";
import { isFinal } from "./statuses.js";

const SHORTEST_PAUSE = 150;

const LONGEST_PAUSE = 3000;

const notices = { intake: noticeOf("intake"), photo: noticeOf("photo"), latest: noticeOf("latest") };

const progress = document.getElementById("progress");

let watching = new AbortController();

let listing = new AbortController();

/** Sends something that becomes a photo. Not repeated by itself: it may have arrived. */
async function hand(send, what) {
	notices.intake.clear();
	progress.textContent = what;
	markBusy(true);
	try {
		const photo = await send();
		history.pushState(null, "", photo.href);
		show(photo.id);
		document.getElementById("photo").scrollIntoView({ block: "nearest" });
	}
	catch (error) {
		const again = { label: "Try again", action: () => hand(send, what) };
		notices.intake.tell(error.message, (error instanceof service.Silence) ? again : undefined);
	}
	finally {
		markBusy(false);
	}
}

/** Shows a photo for as long as nobody asks for another one. */
async function show(id) {
	watching.abort();
	watching = new AbortController();
	const { signal } = watching;
	notices.photo.clear();
	markLatest(id);
	try {
		await watch(id, signal);
		await list();
	}
	catch (error) {
		if (!signal.aborted) {
			hidePhoto();
			notices.photo.tell(error.message);
		}
	}
}

/** Asks often while something happens, and less and less often while nothing does. */
async function watch(id, signal) {
	let pause = SHORTEST_PAUSE;
	let former = "";
	for (;;) {
		const photo = await untilAnswered(() => service.photo(id, signal), signal, notices.photo);
		signal.throwIfAborted();
		showPhoto(photo);
		if (isFinal(photo.status)) {
			return;
		}
		const current = JSON.stringify(photo);
		pause = (current === former) ? Math.min(1.5 * pause, LONGEST_PAUSE) : SHORTEST_PAUSE;
		former = current;
		await wait(pause, signal);
		await untilSeen();
	}
}

async function list() {
	listing.abort();
	listing = new AbortController();
	const { signal } = listing;
	try {
		showLatest(await untilAnswered(() => service.latest(signal), signal, notices.latest));
		markLatest(idInAddress());
	}
	catch (error) {
		if (!signal.aborted) {
			notices.latest.tell(error.message);
		}
	}
}

function idInAddress() {
	return location.pathname.match(/^\/photos\/([^/]+)$/)?.[1];
}

function follow() {
	const id = idInAddress();
	if (id) {
		show(decodeURIComponent(id));
	}
	else {
		watching.abort();
		notices.photo.clear();
		hidePhoto();
		markLatest(null);
	}
}

/** Links to photos change the address and leave the page where it is. */
function followLink(event) {
	const link = event.target.closest("a");
	const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
	if (link && !elsewhere && link.origin === location.origin) {
		event.preventDefault();
		history.pushState(null, "", link.href);
		follow();
		scrollTo({ top: 0 });
	}
}

takeIn((picture) => hand(() => service.upload(picture), `Sending ${picture.name}`),
		() => {
			const seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
			hand(() => service.drawExample(seed), "Drawing an example");
		});
document.addEventListener("click", followLink);
window.addEventListener("popstate", follow);
document.getElementById("terminal").textContent = `curl -F photo=@picture.jpg ${location.origin}/photos`;
follow();
list();
