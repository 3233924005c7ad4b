package org.pynenc.sample;

import java.awt.image.BufferedImage;
import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExamplePictureTests {

	private final ExamplePicture example = new ExamplePicture();

	@Test
	void drawsTheSamePictureForTheSameSeed() {
		assertThat(this.example.draw(7)).isEqualTo(this.example.draw(7));
		assertThat(this.example.draw(7)).isNotEqualTo(this.example.draw(8));
	}

	@Test
	void drawsBrightSkyAboveDarkHills() throws IOException {
		BufferedImage image = TestPictures.decode(this.example.draw(1));
		assertThat(image.getWidth()).isEqualTo(ExamplePicture.WIDTH);
		assertThat(image.getHeight()).isEqualTo(ExamplePicture.HEIGHT);
		assertThat(brightness(image, 0)).isGreaterThan(brightness(image, ExamplePicture.HEIGHT - 1) + 100);
	}

	private static int brightness(BufferedImage image, int y) {
		int pixel = image.getRGB(0, y);
		return Math.max(Math.max((pixel >> 16) & 0xff, (pixel >> 8) & 0xff), pixel & 0xff);
	}

}
