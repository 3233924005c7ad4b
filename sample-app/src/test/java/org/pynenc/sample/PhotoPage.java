package org.pynenc.sample;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.pynenc.InvocationStatus;

/**
 * What somebody sees and does on the page.
 */
record PhotoPage(Browser browser, String base) {

	/**
	 * Opens the page and waits until its script runs.
	 */
	PhotoPage open(String path) {
		this.browser.open(this.base + path);
		awaitScript();
		return this;
	}

	void awaitScript() {
		this.browser.await("the script", () -> this.browser.find("#terminal").getText().contains(this.base));
	}

	void choose(Path file) {
		this.browser.find("#picture").sendKeys(file.toString());
	}

	void drawExample() {
		this.browser.find("#example").click();
	}

	/**
	 * Lets a file arrive by an event: a drop has it as {@code dataTransfer}, a paste as
	 * {@code clipboardData}.
	 */
	void receive(String selector, String event, byte[] file) {
		this.browser.run("""
				const [selector, type, base64] = arguments;
				const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
				const files = new DataTransfer();
				files.items.add(new File([bytes], "picture.png", { type: "image/png" }));
				const how = { bubbles: true, cancelable: true };
				document.querySelector(selector).dispatchEvent((type === "paste")
						? new ClipboardEvent(type, { ...how, clipboardData: files })
						: new DragEvent(type, { ...how, dataTransfer: files }));
				""", selector, event, Base64.getEncoder().encodeToString(file));
	}

	/**
	 * The state of the tasks as {@code name: status}, the photo itself first.
	 */
	List<String> tasks() {
		return this.browser.findAll("#tasks > li").stream().map((row) -> nameOf(row) + ": " + statusOf(row)).toList();
	}

	private static String nameOf(WebElement row) {
		return row.findElement(By.className("name")).getText();
	}

	private static String statusOf(WebElement row) {
		return row.getDomAttribute("data-status");
	}

	void awaitTask(String task, InvocationStatus status) {
		this.browser.await(task + " " + status,
				() -> !this.browser.findAll("#tasks > [data-task='" + task + "'][data-status='" + status + "']")
					.isEmpty());
	}

	/**
	 * Waits until the photo is ready, and so is its place in the list.
	 */
	void awaitReady() {
		this.browser.await("a finished photo",
				() -> this.browser.is("document.querySelector('#photo:not([hidden])')?.dataset.status === 'SUCCESS'"));
		this.browser.await("its entry in the list",
				() -> !this.browser.findAll("#latest [aria-current] img").isEmpty());
	}

	/**
	 * The widths in pixels of the thumbnails that are really there, the largest first.
	 */
	Object thumbnailWidths() {
		return this.browser.run("""
				return [...document.querySelectorAll("#thumbnails img")]
						.filter((image) => image.complete && image.naturalWidth > 0)
						.map((image) => image.naturalWidth);
				""");
	}

	String caption() {
		return this.browser.find("#caption").getText();
	}

	String fact(String name) {
		return this.browser.find("[data-fact='" + name + "']").getText();
	}

	boolean showsPhoto() {
		return this.browser.find("#photo").isDisplayed();
	}

	void awaitNotice(String sentence) {
		this.browser.awaitText("#notice", sentence);
	}

	boolean showsNotice() {
		return this.browser.find("#notice").isDisplayed();
	}

	void pressNoticeButton(String label) {
		this.browser.awaitText("#notice button", label);
		this.browser.find("#notice button").click();
	}

}
