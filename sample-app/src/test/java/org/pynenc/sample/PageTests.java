package org.pynenc.sample;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.pynenc.InvocationStatus;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser.
 */
@ExtendWith(BrowserExtension.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@Import(CaptionGate.class)
class PageTests {

	/**
	 * What Chromium itself writes about an answer that is a refusal, or is not there.
	 */
	private static final String NO_GOOD_ANSWER = "Failed to load resource";

	private static final byte[] PORTRAIT = TestPictures.plain(new Color(16, 32, 48), 100, 200);

	@Autowired
	private CaptionGate captions;

	@TempDir
	private Path folder;

	private Browser browser;

	private PhotoPage page;

	private boolean refusalsExpected;

	@BeforeEach
	void page(Browser browser, @LocalServerPort int port) {
		this.browser = browser;
		this.page = new PhotoPage(browser, "http://127.0.0.1:" + port);
	}

	@AfterEach
	void consoleIsQuiet() {
		this.captions.open();
		assertThat(this.browser.console())
			.filteredOn((line) -> !this.refusalsExpected || !line.contains(NO_GOOD_ANSWER))
			.isEmpty();
	}

	@Test
	void showsTheTasksOfAChosenPictureAdvance() throws IOException {
		this.captions.close();
		this.page.open("/").choose(file("portrait.png", PORTRAIT));
		this.page.awaitTask(Captions.TASK_ID, InvocationStatus.RUNNING);
		this.page.awaitTask(PhotoProcessor.TASK_ID, InvocationStatus.PAUSED);
		this.browser.await("three thumbnails before the photo is ready",
				() -> this.page.thumbnailWidths().equals(List.of(100L, 80L, 32L)));
		assertThat(this.page.tasks()).containsExactly("the whole photo: PAUSED", "thumbnail 64: SUCCESS",
				"thumbnail 160: SUCCESS", "thumbnail 320: SUCCESS", "inspection: SUCCESS", "caption: RUNNING");
		assertThat(this.page.caption()).isEqualTo("A new photo");
		assertThat(this.browser.find("#progress").getDomProperty("textContent")).isEqualTo("4 of 5 tasks ended so far");

		this.captions.open();
		this.page.awaitReady();
		assertThat(this.page.tasks()).hasSize(6).allMatch((task) -> task.endsWith(": SUCCESS"));
		assertThat(this.browser.find("[data-task='captions.describe'] .detail").getText()).startsWith("1 retry, ");
		assertThat(this.page.caption()).isEqualTo("A dark picture in portrait format");
		assertThat(this.page.fact("format")).isEqualTo("PNG");
		assertThat(this.page.fact("dimensions")).isEqualTo("100 × 200");
		assertThat(this.page.fact("bytes")).isEqualTo(PORTRAIT.length + " bytes");
		assertThat(this.page.fact("colour")).isEqualTo("#102030");
		assertThat(this.page.fact("brightness")).isEqualTo("12 %");
		assertThat(this.browser.find("#progress").getDomProperty("textContent"))
			.startsWith("A dark picture in portrait format. 6 invocations in ");
	}

	@Test
	void drawsTheHistoryOfEachTask() {
		this.page.open("/").drawExample();
		this.page.awaitReady();
		assertThat(kindsIn("photos.process")).containsSubsequence("running", "paused", "running");
		assertThat(kindsIn("captions.describe")).containsSubsequence("missed", "running");
		assertThat(this.browser.is("""
				[...document.querySelectorAll(".bar")].every((bar) => {
					const outer = bar.getBoundingClientRect();
					return bar.childElementCount > 0 && [...bar.children].every((piece) => {
						const inner = piece.getBoundingClientRect();
						return inner.width > 0 && inner.left >= outer.left - 1 && inner.left <= outer.right;
					});
				})""")).as("pieces lie within their bars").isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { ".drop", "footer" })
	void takesAPictureThatIsDroppedAnywhere(String place) {
		this.page.open("/").receive(place, "drop", PORTRAIT);
		this.page.awaitReady();
		assertThat(this.page.fact("dimensions")).isEqualTo("100 × 200");
	}

	@Test
	void showsWhereADropWouldGo() {
		this.page.open("/").receive("main", "dragover", PORTRAIT);
		assertThat(this.browser.findAll("#intake.over")).hasSize(1);
		this.page.receive("main", "dragleave", PORTRAIT);
		assertThat(this.browser.findAll("#intake.over")).isEmpty();
	}

	@Test
	void takesAPictureThatIsPasted() {
		this.page.open("/").receive("body", "paste", PORTRAIT);
		this.page.awaitReady();
		assertThat(this.page.fact("dimensions")).isEqualTo("100 × 200");
	}

	@Test
	void saysThatATextIsNoPicture() throws IOException {
		this.refusalsExpected = true;
		this.page.open("/").choose(file("poem.txt", "Roses are red".getBytes()));
		this.page
			.awaitNotice("The upload is no PNG, JPEG, GIF or BMP picture, whatever its name or content type says.");
		assertThat(this.page.showsPhoto()).isFalse();
		this.page.pressNoticeButton("Dismiss");
		assertThat(this.page.showsNotice()).isFalse();
	}

	@Test
	void saysThatAPictureIsTooLarge() throws IOException {
		this.refusalsExpected = true;
		this.page.open("/").choose(file("large.png", TestPictures.noise(6 * 1024 * 1024)));
		this.page.awaitNotice("The upload is larger than allowed. Send a smaller picture, or compress it more.");
		this.page.drawExample();
		this.page.awaitReady();
		assertThat(this.page.showsNotice()).as("the notice is gone").isFalse();
	}

	@Test
	void saysWhyAPhotoFailsAndShowsItsThumbnails() {
		this.captions.breakDown();
		this.page.open("/").drawExample();
		this.page.awaitTask(PhotoProcessor.TASK_ID, InvocationStatus.FAILED);
		assertThat(this.page.caption()).isEqualTo("This photo could not be finished");
		assertThat(this.browser.find("#summary").getText()).isEqualTo("The caption service is out of words.");
		this.browser.await("the thumbnails", () -> this.page.thumbnailWidths().equals(List.of(320L, 160L, 64L)));
		assertThat(this.browser.find("[data-task='captions.describe'] .state").getText()).contains("failed",
				"3 retries");
	}

	@Test
	void waitsOutABrokenConnection() {
		this.refusalsExpected = true;
		this.captions.close();
		this.page.open("/").drawExample();
		this.page.awaitTask(Captions.TASK_ID, InvocationStatus.RUNNING);
		this.browser.goOffline();
		this.page.awaitNotice("The photo service does not answer. Trying again in");
		this.captions.open();
		this.browser.goOnline();
		this.page.awaitReady();
		assertThat(this.page.showsNotice()).as("the notice is gone").isFalse();
	}

	@Test
	void keepsShowingAPhotoWhenReloadedAndFollowsTheHistory() {
		this.page.open("/").drawExample();
		this.page.awaitReady();
		String address = this.browser.address();
		assertThat(address).matches(this.page.base() + "/photos/[0-9a-f-]{36}");
		this.browser.reload();
		this.page.awaitReady();
		assertThat(this.browser.address()).isEqualTo(address);
		assertThat(this.browser.title()).isEqualTo("A balanced picture in landscape format · Photos");
		this.browser.find(".brand").click();
		this.browser.await("no photo", () -> !this.page.showsPhoto());
		this.browser.back();
		this.page.awaitReady();
		assertThat(this.browser.address()).isEqualTo(address);
	}

	@Test
	void saysThatThereIsNoSuchPhoto() {
		this.refusalsExpected = true;
		this.page.open("/photos/00000000-0000-7000-8000-000000000000");
		this.page.awaitNotice("There is no photo 00000000-0000-7000-8000-000000000000, or it has been deleted.");
		assertThat(this.page.showsPhoto()).isFalse();
	}

	@Test
	void worksByKeyboardAlone() {
		this.page.open("/").drawExample();
		this.page.awaitReady();
		String first = this.browser.address();
		this.page.open("/");
		this.browser.await("the list", () -> !this.browser.findAll("#latest a").isEmpty());
		this.browser.press(Keys.TAB);
		assertFocus("Photos");
		this.browser.press(Keys.TAB);
		assertFocus("Choose a picture");
		this.browser.run("window.chosen = 0; document.getElementById('picture').addEventListener('click', "
				+ "(event) => { event.preventDefault(); window.chosen++; });");
		this.browser.press(Keys.ENTER);
		assertThat(this.browser.is("window.chosen === 1")).as("Enter opens the choice").isTrue();
		this.browser.press(Keys.TAB);
		assertFocus("Draw an example");
		this.browser.press(Keys.TAB);
		assertFocus("A balanced picture in landscape format");
		this.browser.press(Keys.ENTER);
		this.page.awaitReady();
		assertThat(this.browser.address()).isEqualTo(first);
		this.browser.await("the list to be asked for again", () -> this.browser
			.is("performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/photos')).length > 1"));
		assertFocus("A balanced picture in landscape format");
		this.browser.pressWithShift(Keys.TAB);
		assertFocus("Draw an example");
		this.browser.press(Keys.ENTER);
		this.browser.await("another photo", () -> !this.browser.address().equals(first));
		this.page.awaitReady();
	}

	@Test
	void keepsRoomForThumbnailsThatAreNotThereYet() {
		this.page.open("/").drawExample();
		this.page.awaitReady();
		assertThat(this.browser.run("""
				return [...document.querySelectorAll("#thumbnails .frame")].map((frame) => {
					frame.replaceChildren();
					return [frame.clientWidth, frame.clientHeight];
				});
				""")).isEqualTo(List.of(List.of(320L, 240L), List.of(160L, 120L), List.of(64L, 48L)));
	}

	@Test
	void namesAllThatCanBeUsed() {
		this.page.open("/").drawExample();
		this.page.awaitReady();
		assertThat(this.browser.findAll("a, button, input")).filteredOn((element) -> isUsable(element))
			.hasSizeGreaterThan(3)
			.allSatisfy((element) -> assertThat(element.getAccessibleName()).isNotBlank());
		assertThat(this.browser.findAll("#thumbnails img"))
			.allSatisfy((image) -> assertThat(image.getAccessibleName()).isNotBlank());
	}

	@ParameterizedTest
	@ValueSource(ints = { 320, 390, 768, 1280 })
	void fitsTheScreen(int width) {
		this.refusalsExpected = true;
		this.browser.size(width, 800);
		this.page.open("/photos/no-photo-but-an-address-that-is-very-very-long-and-has-no-space");
		this.page.awaitNotice("is no valid id");
		assertNothingSticksOut(width);
		this.page.drawExample();
		this.page.awaitReady();
		assertNothingSticksOut(width);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void isReadableInLightAndInDark(String scheme) {
		this.browser.prefer("prefers-color-scheme", scheme);
		this.refusalsExpected = true;
		this.page.open("/").drawExample();
		this.page.awaitReady();
		this.page.receive("body", "paste", TestPictures.noise(10));
		this.page.awaitNotice("no PNG");
		assertThat(this.browser.is("matchMedia('(prefers-color-scheme: dark)').matches"))
			.isEqualTo("dark".equals(scheme));
		assertThat(weakContrasts()).isEmpty();
	}

	@Test
	void holdsStillForThoseWhoPreferIt() {
		this.browser.prefer("prefers-reduced-motion", "reduce");
		this.captions.close();
		this.page.open("/").drawExample();
		this.page.awaitTask(Captions.TASK_ID, InvocationStatus.RUNNING);
		assertThat(this.browser.run("return document.getAnimations().length")).isEqualTo(0L);
		this.browser.prefer("prefers-reduced-motion", "no-preference");
		this.browser.await("motion", () -> this.browser.is("document.getAnimations().length > 0"));
	}

	/**
	 * Renews the picture in the documentation, when called by
	 * {@code -Dtest=PageTests#isPictured -Dpynenc.page.picture=../docs/images/sample-page.png}.
	 */
	@Test
	@EnabledIfSystemProperty(named = "pynenc.page.picture", matches = ".+")
	void isPictured(@Autowired RestTestClient http) throws IOException {
		PhotoClient client = new PhotoClient(http);
		PhotoView photo = null;
		for (long seed : new long[] { 14, 2, 6, 11, 7, 3, 1 }) {
			String example = "/photos/example?seed=" + seed * 0x1111111111L;
			photo = client.awaitEnd(client.accepted(http.post().uri(example).exchange()));
		}
		this.browser.size(1120, 900);
		this.page.open(photo.href());
		this.page.awaitReady();
		this.browser.await("its thumbnails", () -> this.page.thumbnailWidths().equals(List.of(320L, 160L, 64L)));
		this.browser.run("document.querySelector('footer').remove()");
		this.browser.await("stillness", () -> this.browser.is("document.getAnimations().length === 0"));
		Files.write(Path.of(System.getProperty("pynenc.page.picture")), this.browser.picture());
	}

	private Path file(String name, byte[] content) throws IOException {
		return Files.write(this.folder.resolve(name), content);
	}

	private List<String> kindsIn(String task) {
		return this.browser.findAll("#tasks > [data-task='" + task + "'] .bar i")
			.stream()
			.map((piece) -> piece.getDomAttribute("data-kind"))
			.toList();
	}

	private void assertFocus(String name) {
		WebElement focused = this.browser.focused();
		assertThat(focused.getAccessibleName()).contains(name);
		assertThat(this.browser.is("""
				[arguments[0], arguments[0].nextElementSibling].filter(Boolean).some((element) => {
					const style = getComputedStyle(element);
					const box = element.getBoundingClientRect();
					return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2 && box.width > 20;
				})""", focused)).as("the focus on '%s' is visible", name).isTrue();
	}

	private boolean isUsable(WebElement element) {
		return this.browser.is("arguments[0].checkVisibility()", element);
	}

	private void assertNothingSticksOut(int width) {
		assertThat(this.browser.run("return innerWidth")).isEqualTo((long) width);
		assertThat(this.browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
		assertThat(this.browser.run("""
				return [...document.querySelectorAll("body *")]
						.filter((element) => element.checkVisibility() && !element.closest(".bar, .unseen, .frame"))
						.filter((element) => {
							const box = element.getBoundingClientRect();
							return box.left < -1 || box.right > innerWidth + 1;
						})
						.map((element) => element.outerHTML);
				""")).isEqualTo(new ArrayList<>());
	}

	/**
	 * Texts whose contrast is less than what level AA of the Web Content Accessibility
	 * Guidelines asks for.
	 */
	private List<?> weakContrasts() {
		return (List<?>) this.browser.run("""
				const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
				const linear = (value) => (value <= 10) ? value / 255 / 12.92 : ((value / 255 + .055) / 1.055) ** 2.4;
				const luminance = ([red, green, blue]) =>
						.2126 * linear(red) + .7152 * linear(green) + .0722 * linear(blue);
				const backgroundOf = (element) => {
					const colour = channels(getComputedStyle(element).backgroundColor);
					return (colour[3] === 0) ? backgroundOf(element.parentElement) : colour;
				};
				const contrast = (element) => {
					const both = [channels(getComputedStyle(element).color), backgroundOf(element)].map(luminance);
					return (Math.max(...both) + .05) / (Math.min(...both) + .05);
				};
				const hasText = (element) => [...element.childNodes]
						.some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
				return [...document.querySelectorAll("body *:not(script, template)")]
						.filter((element) => element.checkVisibility() && hasText(element) && contrast(element) < 4.5)
						.map((element) => `${element.textContent}: ${contrast(element)}`);
				""");
	}

}
