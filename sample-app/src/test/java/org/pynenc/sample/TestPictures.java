package org.pynenc.sample;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

/**
 * Pictures that are easy to recognise, and some that are not what they seem.
 */
final class TestPictures {

	private TestPictures() {
	}

	/**
	 * Red on the left, blue on the right.
	 */
	static byte[] redAndBlue(String format, int width, int height) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(Color.RED);
		graphics.fillRect(0, 0, width / 2, height);
		graphics.setColor(Color.BLUE);
		graphics.fillRect(width / 2, 0, width - width / 2, height);
		graphics.dispose();
		return Picture.encode(image, format);
	}

	static byte[] plain(Color colour, int width, int height) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(colour);
		graphics.fillRect(0, 0, width, height);
		graphics.dispose();
		return Picture.encode(image, "png");
	}

	/**
	 * Black and white columns of one pixel each.
	 */
	static byte[] stripes(int width, int height) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int x = 0; x < width; x += 2) {
			for (int y = 0; y < height; y++) {
				image.setRGB(x, y, 0xffffff);
			}
		}
		return Picture.encode(image, "png");
	}

	static byte[] firstHalf(byte[] picture) {
		return Arrays.copyOf(picture, picture.length / 2);
	}

	/**
	 * A PNG of a few bytes whose head promises any number of pixels.
	 */
	static byte[] pngThatClaims(int width, int height) {
		ByteBuffer png = ByteBuffer.wrap(plain(Color.WHITE, 1, 1));
		png.putInt(16, width).putInt(20, height);
		CRC32 checksum = new CRC32();
		checksum.update(png.array(), 12, 17);
		png.putInt(29, (int) checksum.getValue());
		return png.array();
	}

	static byte[] noise(int length) {
		byte[] bytes = new byte[length];
		new Random(1).nextBytes(bytes);
		return bytes;
	}

	static Picture open(byte[] bytes) throws IOException {
		return Picture.open(bytes).orElseThrow();
	}

	static BufferedImage decode(byte[] bytes) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(bytes));
	}

}
