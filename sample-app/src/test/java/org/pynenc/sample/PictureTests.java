package org.pynenc.sample;

import java.awt.image.BufferedImage;
import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PictureTests {

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpeg", "gif", "bmp" })
	void readsFormatAndDimensions(String format) throws IOException {
		Picture picture = TestPictures.open(TestPictures.redAndBlue(format, 90, 60));
		assertThat(picture.format()).isEqualTo(format);
		assertThat(picture.width()).isEqualTo(90);
		assertThat(picture.height()).isEqualTo(60);
		assertThatNoException().isThrownBy(picture::verify);
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpeg", "gif", "bmp" })
	void noticesThatAPictureIsCutOff(String format) throws IOException {
		Picture picture = TestPictures.open(TestPictures.firstHalf(TestPictures.redAndBlue(format, 400, 300)));
		assertThatIOException().isThrownBy(picture::verify);
	}

	@Test
	void doesNotOpenOtherFormats() throws IOException {
		assertThat(Picture.open("a poem".getBytes())).isEmpty();
		assertThat(Picture.open(Picture.encode(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "tiff"))).isEmpty();
	}

	@Test
	void refusesAHeadThatBreaksOff() {
		byte[] onlyTheSignature = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
		assertThatIOException().isThrownBy(() -> Picture.open(onlyTheSignature));
	}

	@Test
	void decodesNoMorePixelsThanNeeded() throws IOException {
		Picture picture = TestPictures.open(TestPictures.redAndBlue("png", 1000, 500));
		BufferedImage image = picture.decode(100);
		assertThat(image.getWidth()).isEqualTo(100);
		assertThat(image.getHeight()).isEqualTo(50);
		assertThat(picture.decode(5000).getWidth()).isEqualTo(1000);
	}

	@Test
	void describesItselfWithoutItsBytes() {
		assertThat(new Picture("png", 3, 2, new byte[5])).hasToString("png, 3 x 2 pixels, 5 bytes");
	}

}
