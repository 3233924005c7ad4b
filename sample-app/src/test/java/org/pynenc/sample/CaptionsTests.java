package org.pynenc.sample;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CaptionsTests {

	private static final PhotoFacts FACTS = new PhotoFacts("png", 3, 2, 100, "#ffffff", 1);

	@ParameterizedTest
	@CsvSource({ "3, 2, 0.7, bright, landscape", "2, 3, 0.5, balanced, portrait", "2, 2, 0.1, dark, square" })
	void describesAPhoto(int width, int height, double brightness, String light, String shape) {
		Captions captions = new Captions(failing(0));
		PhotoFacts facts = new PhotoFacts("png", width, height, 100, "#123456", brightness);
		assertThat(captions.describe(facts).result()).isEqualTo("A " + light + " picture in " + shape + " format");
	}

	@Test
	void aFailureOfTheServiceIsOneOfTheTask() {
		Captions captions = new Captions(failing(1));
		assertThatExceptionOfType(CaptionServiceException.class).isThrownBy(() -> captions.describe(FACTS));
	}

	@Test
	void theServiceFailsForTheFirstAttemptsOnly() {
		CaptionService service = failing(2);
		assertThatExceptionOfType(CaptionServiceException.class).isThrownBy(() -> service.caption(FACTS, 2))
			.withMessageContaining("attempt 2");
		assertThat(service.caption(FACTS, 3)).startsWith("A bright picture");
	}

	private static CaptionService failing(int failures) {
		return new CaptionService(new PhotoProperties(DataSize.ofMegabytes(5), 100, 100, List.of(64), failures));
	}

}
