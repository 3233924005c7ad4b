package org.pynenc.sample;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page while its service stops and starts again.
 */
@ExtendWith(BrowserExtension.class)
class StoppedServicePageTests {

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private ConfigurableApplicationContext service;

	private PhotoPage page;

	@BeforeEach
	void start(Browser browser) {
		startService();
		this.page = new PhotoPage(browser, "http://127.0.0.1:" + this.port);
	}

	private void startService() {
		this.service = SpringApplication.run(PhotoApplication.class, "--server.port=" + this.port);
	}

	@AfterEach
	void stop() {
		this.service.close();
	}

	@Test
	void saysThatAnUploadGotNoAnswerAndSendsItAgainWhenTold() {
		this.page.open("/").drawExample();
		this.page.awaitReady();
		String first = this.page.browser().address();
		this.service.close();
		this.page.drawExample();
		this.page.awaitNotice("The photo service does not answer.");
		startService();
		this.page.pressNoticeButton("Try again");
		this.page.browser().await("a new photo", () -> !this.page.browser().address().equals(first));
		this.page.awaitReady();
		assertThat(this.page.showsNotice()).as("the notice is gone").isFalse();
	}

	@Test
	void asksAgainByItselfForWhatIsOnlyRead() {
		this.page.open("/").drawExample();
		this.page.awaitReady();
		this.page.browser().find(".brand").click();
		this.service.close();
		this.page.browser().find("#latest a").click();
		this.page.awaitNotice("The photo service does not answer. Trying again in 1 second.");
		startService();
		// The photos ended with the service that had them in memory.
		this.page.awaitNotice("There is no photo");
		assertThat(this.page.showsPhoto()).isFalse();
	}

}
