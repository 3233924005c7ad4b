package org.pynenc.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@WebMvcTest({ HomeController.class, PageController.class })
class HomeTests {

	/**
	 * What browsers send.
	 */
	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
			+ "image/webp,*/*;q=0.8";

	@Autowired
	private MockMvcTester mvc;

	@ParameterizedTest
	@ValueSource(strings = { MediaType.ALL_VALUE, MediaType.APPLICATION_JSON_VALUE })
	void tellsAStrangerWhatToType(String accepted) {
		assertThat(this.mvc.get().uri("/").header("Accept", accepted)).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyJson()
			.extractingPath("$.tryThis")
			.asArray()
			.contains("curl -i -X POST http://localhost/photos/example");
	}

	@Test
	void tellsAClientWithoutPreferencesToo() {
		assertThat(this.mvc.get().uri("/")).hasStatusOk().hasContentType(MediaType.APPLICATION_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/photos/00000000-0000-7000-8000-000000000000" })
	void showsABrowserThePage(String address) {
		MvcTestResult answer = this.mvc.get().uri(address).header("Accept", BROWSER).exchange();
		assertThat(answer).hasStatusOk()
			.hasContentType("text/html;charset=UTF-8")
			.hasHeader("Content-Security-Policy", PageController.POLICY)
			.hasHeader("Cache-Control", "no-cache");
		assertThat(answer.getResponse().getHeaders("Vary")).contains("Accept");
		assertThat(answer).bodyText().contains("<main");
	}

}
