/**
 * Takes pictures in: chosen, dropped or pasted.
 */

const form = document.getElementById("intake");

const input = document.getElementById("picture");

const example = document.getElementById("example");

/**
 * @param onPicture is given each picture, a file
 * @param onExample is called when somebody wants an example
 */
export function takeIn(onPicture, onExample) {
	input.addEventListener("change", () => {
		give(input.files, onPicture);
		input.value = "";
	});
	example.addEventListener("click", onExample);
	document.addEventListener("paste", (event) => give(event.clipboardData.files, onPicture));
	takeDrops(onPicture);
}

export function markBusy(busy) {
	form.setAttribute("aria-busy", String(busy));
}

/** A drop anywhere counts; elsewhere on the page the browser would leave it and open the picture. */
function takeDrops(onPicture) {
	document.addEventListener("dragover", (event) => {
		event.preventDefault();
		form.classList.add("over");
	});
	document.addEventListener("dragleave", (event) => {
		if (!event.relatedTarget) {
			form.classList.remove("over");
		}
	});
	document.addEventListener("drop", (event) => {
		event.preventDefault();
		form.classList.remove("over");
		give(event.dataTransfer.files, onPicture);
	});
}

function give(files, onPicture) {
	if (files.length > 0) {
		onPicture(files[0]);
	}
}
