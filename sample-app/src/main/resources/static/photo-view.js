/**
 * Shows one photo: its thumbnails as they come, its tasks, and its report once it is there.
 */

import { isFinal, wordOf } from "./statuses.js";
import { clearTasks, showTasks } from "./task-list.js";
import { inWords, lastChangeOf, startOf } from "./timeline.js";

const section = document.getElementById("photo");

const caption = document.getElementById("caption");

const summary = document.getElementById("summary");

const thumbnails = document.getElementById("thumbnails");

const thumbnailTemplate = document.getElementById("thumbnail-template");

const progress = document.getElementById("progress");

let shown = null;

export function hidePhoto() {
	section.hidden = true;
	shown = null;
	document.title = "Photos, a pynenc sample";
}

export function showPhoto(photo) {
	if (shown !== photo.id) {
		begin(photo);
	}
	section.dataset.status = photo.status;
	section.setAttribute("aria-busy", String(!isFinal(photo.status)));
	caption.textContent = captionOf(photo);
	showThumbnails(photo);
	showFacts(photo.report?.facts);
	showTasks(photo);
	say(photo);
}

function begin(photo) {
	shown = photo.id;
	section.hidden = false;
	thumbnails.replaceChildren();
	clearTasks();
}

function captionOf(photo) {
	if (photo.report) {
		return photo.report.caption;
	}
	return isFinal(photo.status) ? "This photo could not be finished" : "A new photo";
}

function say(photo) {
	summary.textContent = summaryOf(photo);
	const words = isFinal(photo.status) ? `${captionOf(photo)}. ${summaryOf(photo)}` : summaryOf(photo);
	if (progress.textContent !== words) {
		progress.textContent = words;
	}
	document.title = `${captionOf(photo)} · Photos`;
}

function summaryOf(photo) {
	const parts = photo.parts;
	if (!isFinal(photo.status)) {
		const done = parts.filter((part) => isFinal(part.status)).length;
		return (parts.length > 0) ? `${done} of ${parts.length} tasks ended so far` : `The photo is ${wordOf(photo.status)}`;
	}
	const time = inWords(lastChangeOf([photo]) - startOf(photo));
	return photo.failure ? `${photo.failure}.` : `${parts.length + 1} invocations in ${time}`;
}

function showThumbnails(photo) {
	const links = photo.report?.thumbnails ?? photo.parts
		.filter((part) => part.name.startsWith("thumbnail "))
		.map((part) => ({ size: Number(part.name.substring("thumbnail ".length)), href: part.href, status: part.status }));
	links.toSorted((one, other) => other.size - one.size).forEach(showThumbnail);
}

function showThumbnail({ size, href, status }) {
	const item = thumbnails.querySelector(`[data-size="${size}"]`) ?? newThumbnail(size);
	const frame = item.querySelector(".frame");
	item.dataset.status = href ? "SUCCESS" : status;
	if (href && !frame.firstElementChild) {
		const image = new Image();
		image.alt = `The photo, at most ${size} pixels on a side`;
		image.src = href;
		frame.append(image);
	}
}

function newThumbnail(size) {
	const item = thumbnailTemplate.content.firstElementChild.cloneNode(true);
	item.dataset.size = size;
	item.querySelector(".frame").style.setProperty("--size", `${size}px`);
	item.querySelector("figcaption").textContent = `${size} px`;
	thumbnails.append(item);
	return item;
}

function showFacts(facts) {
	for (const [name, value] of Object.entries(factsInWords(facts))) {
		document.querySelector(`[data-fact="${name}"]`).replaceChildren(value);
	}
}

function factsInWords(facts) {
	if (!facts) {
		return { format: "–", dimensions: "–", bytes: "–", colour: "–", brightness: "–" };
	}
	return {
		format: facts.format.toUpperCase(),
		dimensions: `${facts.width} × ${facts.height}`,
		bytes: sizeInWords(facts.bytes),
		colour: swatch(facts.averageColour),
		brightness: `${Math.round(100 * facts.brightness)} %`
	};
}

function sizeInWords(bytes) {
	if (bytes < 1000) {
		return `${bytes} bytes`;
	}
	return (bytes < 1000000) ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1000000).toFixed(1)} MB`;
}

function swatch(colour) {
	const element = document.createElement("span");
	element.className = "swatch";
	element.style.setProperty("--colour", colour);
	element.textContent = colour;
	return element;
}
