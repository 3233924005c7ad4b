package org.pynenc.sample;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationStatus;
import org.pynenc.sample.PhotoView.Part;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "photos.caption-failures=4")
@AutoConfigureRestTestClient
class FailingCaptionTests {

	@Test
	void aPhotoFailsWithTheReasonOnceTheRetriesAreUsedUp(@Autowired RestTestClient http) {
		PhotoClient client = new PhotoClient(http);
		PhotoView photo = client.awaitEnd(client.accepted(http.post().uri("/photos/example").exchange()));
		assertThat(photo.status()).isEqualTo(InvocationStatus.FAILED);
		assertThat(photo.failure()).isEqualTo("The caption service did not answer attempt 4");
		assertThat(photo.report()).isNull();
		assertThat(photo.parts()).filteredOn((part) -> part.status() == InvocationStatus.FAILED)
			.extracting(Part::task)
			.containsExactly(Captions.TASK_ID);
	}

	@Test
	void theThumbnailsOfAFailedPhotoAreThereAllTheSame(@Autowired RestTestClient http) {
		PhotoClient client = new PhotoClient(http);
		PhotoView photo = client.awaitEnd(client.accepted(http.post().uri("/photos/example").exchange()));
		client.get(photo.href() + "/thumbnails/64").expectStatus().isOk();
		client.get(photo.href() + "/thumbnails/65").expectStatus().isNotFound();
	}

}
