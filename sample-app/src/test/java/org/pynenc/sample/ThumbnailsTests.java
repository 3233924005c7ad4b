package org.pynenc.sample;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThumbnailsTests {

	private final Thumbnails thumbnails = new Thumbnails();

	@ParameterizedTest
	@CsvSource({ "600, 400, 64, 43", "400, 600, 43, 64", "64, 64, 64, 64", "30, 20, 30, 20", "5000, 1, 64, 1" })
	void keepsTheProportionsAndNeverEnlarges(int width, int height, int expectedWidth, int expectedHeight)
			throws IOException {
		Thumbnail thumbnail = render(TestPictures.redAndBlue("png", width, height), 64);
		BufferedImage image = TestPictures.decode(thumbnail.bytes());
		assertThat(thumbnail.width()).isEqualTo(image.getWidth()).isEqualTo(expectedWidth);
		assertThat(thumbnail.height()).isEqualTo(image.getHeight()).isEqualTo(expectedHeight);
	}

	@ParameterizedTest
	@CsvSource({ "png", "jpeg", "gif", "bmp" })
	void showsWhatThePictureShows(String format) throws IOException {
		Thumbnail thumbnail = render(TestPictures.redAndBlue(format, 900, 700), 64);
		BufferedImage image = TestPictures.decode(thumbnail.bytes());
		assertColour(image, 10, 25, Color.RED);
		assertColour(image, 53, 25, Color.BLUE);
		assertThat(thumbnail.contentType()).isEqualTo("image/jpeg");
	}

	@Test
	void mixesFineDetail() throws IOException {
		Thumbnail thumbnail = render(TestPictures.stripes(240, 240), 60);
		assertColour(TestPictures.decode(thumbnail.bytes()), 30, 30, new Color(128, 128, 128));
	}

	@Test
	void keepsTransparency() throws IOException {
		Thumbnail thumbnail = render(TestPictures.plain(new Color(0, 255, 0, 100), 300, 300), 64);
		assertThat(thumbnail.contentType()).isEqualTo("image/png");
		Color colour = new Color(TestPictures.decode(thumbnail.bytes()).getRGB(30, 30), true);
		assertThat(colour.getAlpha()).isEqualTo(100);
		assertThat(colour.getGreen()).isEqualTo(255);
	}

	private Thumbnail render(byte[] picture, int size) throws IOException {
		return this.thumbnails.render(TestPictures.open(picture), size);
	}

	private static void assertColour(BufferedImage image, int x, int y, Color expected) {
		Color colour = new Color(image.getRGB(x, y));
		assertThat(colour.getRed()).isCloseTo(expected.getRed(), Offset.offset(12));
		assertThat(colour.getGreen()).isCloseTo(expected.getGreen(), Offset.offset(12));
		assertThat(colour.getBlue()).isCloseTo(expected.getBlue(), Offset.offset(12));
	}

}
