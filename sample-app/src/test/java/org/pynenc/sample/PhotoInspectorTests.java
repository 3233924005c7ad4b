package org.pynenc.sample;

import java.awt.Color;
import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PhotoInspectorTests {

	private final PhotoInspector inspector = new PhotoInspector();

	@Test
	void readsWhatTheHeadSays() throws IOException {
		byte[] bytes = TestPictures.redAndBlue("gif", 300, 200);
		PhotoFacts facts = inspect(bytes);
		assertThat(facts.format()).isEqualTo("gif");
		assertThat(facts.width()).isEqualTo(300);
		assertThat(facts.height()).isEqualTo(200);
		assertThat(facts.bytes()).isEqualTo(bytes.length);
	}

	@Test
	void averagesTheColoursOfAllPixels() throws IOException {
		assertThat(inspect(TestPictures.redAndBlue("png", 2048, 1024)).averageColour()).isEqualTo("#800080");
	}

	@Test
	void measuresBrightness() throws IOException {
		assertThat(inspect(TestPictures.plain(Color.BLACK, 10, 10)).brightness()).isZero();
		assertThat(inspect(TestPictures.plain(Color.WHITE, 10, 10)).brightness()).isEqualTo(1);
		assertThat(inspect(TestPictures.plain(Color.GREEN, 10, 10)).brightness()).isEqualTo(0.72);
	}

	@Test
	void seesTransparencyOnWhite() throws IOException {
		PhotoFacts facts = inspect(TestPictures.plain(new Color(0, 0, 0, 0), 10, 10));
		assertThat(facts.averageColour()).isEqualTo("#ffffff");
	}

	private PhotoFacts inspect(byte[] picture) throws IOException {
		return this.inspector.inspect(TestPictures.open(picture));
	}

}
