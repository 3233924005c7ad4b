package org.pynenc.sample;

import java.time.Duration;

import org.awaitility.Awaitility;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What somebody with a terminal does.
 */
record PhotoClient(RestTestClient http) {

	private static final Duration GENEROUS = Duration.ofSeconds(30);

	ResponseSpec sendForm(String field, byte[] file) {
		MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
		form.add(field, new ByteArrayResource(file) {
			@Override
			public String getFilename() {
				return "picture";
			}
		});
		return this.http.post().uri("/photos").contentType(MediaType.MULTIPART_FORM_DATA).body(form).exchange();
	}

	ResponseSpec send(MediaType contentType, byte[] content) {
		return this.http.post().uri("/photos").contentType(contentType).body(content).exchange();
	}

	ResponseSpec get(String href) {
		return this.http.get().uri(href).exchange();
	}

	PhotoView accepted(ResponseSpec answer) {
		PhotoView photo = answer.expectStatus().isAccepted().returnResult(PhotoView.class).getResponseBody();
		answer.expectHeader().location(photo.href());
		return photo;
	}

	PhotoView awaitEnd(PhotoView photo) {
		return Awaitility.await().atMost(GENEROUS).until(() -> show(photo), (shown) -> shown.status().isFinal());
	}

	PhotoView show(PhotoView photo) {
		return get(photo.href()).expectStatus().isOk().returnResult(PhotoView.class).getResponseBody();
	}

}
