/**
 * Shows the latest photos.
 */

import { wordOf } from "./statuses.js";

const list = document.getElementById("latest");

const none = document.getElementById("none");

const template = document.getElementById("latest-template");

export function showLatest(photos) {
	none.hidden = photos.length > 0;
	const known = new Map([...list.children].map((entry) => [entry.dataset.id, entry]));
	// Entries that stay are not touched, or they would lose the focus. New ones come first.
	for (const photo of photos.toReversed()) {
		const entry = known.get(photo.id) ?? newEntry(photo);
		known.delete(photo.id);
		update(entry, photo);
	}
	known.forEach((entry) => entry.remove());
}

function newEntry(photo) {
	const entry = template.content.firstElementChild.cloneNode(true);
	entry.dataset.id = photo.id;
	entry.querySelector("a").href = photo.href;
	list.prepend(entry);
	return entry;
}

function update(entry, photo) {
	entry.querySelector(".text").textContent = photo.report?.caption ?? `A photo: ${wordOf(photo.status)}`;
	const frame = entry.querySelector(".frame");
	const thumbnail = photo.report && large(photo.report.thumbnails);
	if (thumbnail && !frame.firstElementChild) {
		frame.append(imageOf(thumbnail));
	}
}

/** Marks the photo that the page shows. */
export function markLatest(id) {
	for (const entry of list.children) {
		const link = entry.querySelector("a");
		if (entry.dataset.id === id) {
			link.setAttribute("aria-current", "page");
		}
		else {
			link.removeAttribute("aria-current");
		}
	}
}

/** The smallest one that is sharp in the list, else the largest. */
function large(thumbnails) {
	const bySize = thumbnails.toSorted((one, other) => one.size - other.size);
	return bySize.find((thumbnail) => thumbnail.size >= 300) ?? bySize.at(-1);
}

function imageOf({ href, width, height }) {
	const image = new Image(width, height);
	image.alt = "";
	image.loading = "lazy";
	image.src = href;
	return image;
}
