package org.pynenc.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UploadCheckTests {

	private final UploadCheck check = new UploadCheck(
			new PhotoProperties(DataSize.ofKilobytes(10), 10_000, 200, List.of(64), 0));

	@Test
	void acceptsAPicture() throws IOException {
		byte[] bytes = TestPictures.redAndBlue("gif", 100, 100);
		Picture picture = this.check.read(new ByteArrayInputStream(bytes));
		assertThat(picture.format()).isEqualTo("gif");
		assertThat(picture.bytes()).isEqualTo(bytes);
	}

	@Test
	void refusesAnEmptyUpload() {
		assertRefused(new byte[0], HttpStatus.BAD_REQUEST, "empty");
	}

	@Test
	void refusesOneByteTooManyAndReadsNoFurther() {
		ByteArrayInputStream upload = new ByteArrayInputStream(TestPictures.noise(20_000));
		assertThatExceptionOfType(PhotoProblemException.class).isThrownBy(() -> this.check.read(upload))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE));
		assertThat(upload.available()).isEqualTo(20_000 - 10 * 1024 - 1);
	}

	@Test
	void refusesTooManyPixelsByTheHeadAlone() {
		// There is no data for the pixels: whoever decodes before looking finds it
		// broken.
		assertRefused(TestPictures.pngThatClaims(50_000, 50_000), HttpStatus.CONTENT_TOO_LARGE, "50000 x 50000");
		assertRefused(TestPictures.pngThatClaims(101, 100), HttpStatus.CONTENT_TOO_LARGE, "101 x 100");
	}

	@Test
	void refusesATooLongSide() {
		assertRefused(TestPictures.pngThatClaims(1, 201), HttpStatus.CONTENT_TOO_LARGE, "1 x 201");
	}

	@Test
	void refusesWhatIsNoPicture() {
		assertRefused(TestPictures.noise(1000), HttpStatus.UNSUPPORTED_MEDIA_TYPE, "no PNG, JPEG, GIF or BMP");
	}

	@Test
	void refusesABrokenPicture() {
		assertRefused(TestPictures.firstHalf(TestPictures.redAndBlue("jpeg", 100, 100)), HttpStatus.BAD_REQUEST,
				"broken or incomplete");
	}

	private void assertRefused(byte[] upload, HttpStatus status, String reason) {
		assertThatExceptionOfType(PhotoProblemException.class)
			.isThrownBy(() -> this.check.read(new ByteArrayInputStream(upload)))
			.satisfies((ex) -> {
				assertThat(ex.getStatusCode()).isEqualTo(status);
				assertThat(ex.getBody().getDetail()).contains(reason);
			});
	}

}
