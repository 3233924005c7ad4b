package org.pynenc.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.util.FileSystemUtils;

/**
 * A headless Chromium of this machine. Nothing is downloaded: browser and driver are both
 * named to Selenium.
 */
final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Path profile;

	private final ChromeDriver driver;

	private Browser(File chromium, File chromedriver) throws IOException {
		this.profile = Files.createTempDirectory("page-tests");
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver)
			.usingAnyFreePort()
			.build();
		this.driver = new ChromeDriver(service, options(chromium, this.profile));
	}

	private static ChromeOptions options(File chromium, Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--hide-scrollbars", "--user-data-dir=" + profile);
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		return options;
	}

	/**
	 * Starts the browser of this machine.
	 * @return the browser, or empty if there is none
	 * @throws IOException if it has no place for its profile
	 */
	static Optional<Browser> start() throws IOException {
		Optional<File> chromium = executable("chromium", "chromium-browser", "google-chrome");
		Optional<File> chromedriver = executable("chromedriver");
		return (chromium.isPresent() && chromedriver.isPresent())
				? Optional.of(new Browser(chromium.get(), chromedriver.get())) : Optional.empty();
	}

	private static Optional<File> executable(String... names) {
		List<String> folders = Stream
			.concat(Stream.of("/usr/bin"), Stream.of(System.getenv("PATH").split(File.pathSeparator)))
			.toList();
		return Stream.of(names)
			.flatMap((name) -> folders.stream().map((folder) -> new File(folder, name)))
			.filter(File::canExecute)
			.findFirst();
	}

	void open(String address) {
		this.driver.get(address);
	}

	void reload() {
		this.driver.navigate().refresh();
	}

	void back() {
		this.driver.navigate().back();
	}

	String address() {
		return this.driver.getCurrentUrl();
	}

	String title() {
		return this.driver.getTitle();
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> findAll(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	/**
	 * Presses a key wherever the focus is.
	 */
	void press(CharSequence key) {
		new Actions(this.driver).sendKeys(key).perform();
	}

	void pressWithShift(CharSequence key) {
		new Actions(this.driver).keyDown(Keys.SHIFT).sendKeys(key).keyUp(Keys.SHIFT).perform();
	}

	/**
	 * Waits until something is so.
	 * @param what what is waited for, for the message
	 * @param condition whether it is so
	 */
	void await(String what, Supplier<Boolean> condition) {
		new WebDriverWait(this.driver, PATIENCE, Duration.ofMillis(50)).ignoring(StaleElementReferenceException.class)
			.withMessage(() -> what + "; the page says: " + find("body").getText())
			.until((driver) -> condition.get());
	}

	void awaitText(String selector, String text) {
		await("'" + text + "' in " + selector, () -> find(selector).getText().contains(text));
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	boolean is(String script, Object... arguments) {
		return Boolean.TRUE.equals(run("return Boolean(" + script + ")", arguments));
	}

	void size(int width, int height) {
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	/**
	 * Sets a preference such as {@code prefers-color-scheme}.
	 */
	void prefer(String feature, String value) {
		command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
	}

	void goOffline() {
		ChromiumNetworkConditions conditions = new ChromiumNetworkConditions();
		conditions.setOffline(true);
		this.driver.setNetworkConditions(conditions);
	}

	void goOnline() {
		this.driver.deleteNetworkConditions();
	}

	Map<String, Object> command(String command, Map<String, Object> parameters) {
		return this.driver.executeCdpCommand(command, parameters);
	}

	/**
	 * A PNG of the whole page.
	 */
	byte[] picture() {
		Object size = run("return { x: 0, y: 0, width: innerWidth, "
				+ "height: document.documentElement.scrollHeight, scale: 1 }");
		Map<String, Object> answer = command("Page.captureScreenshot",
				Map.of("format", "png", "captureBeyondViewport", true, "clip", size));
		return Base64.getDecoder().decode((String) answer.get("data"));
	}

	/**
	 * What the console of the browser says since it was last asked.
	 */
	List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	/**
	 * Forgets what a test has set.
	 */
	void reset() {
		goOnline();
		command("Emulation.clearDeviceMetricsOverride", Map.of());
		command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
		open("about:blank");
		console();
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
