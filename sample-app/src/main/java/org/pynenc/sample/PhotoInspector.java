package org.pynenc.sample;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

import org.pynenc.DistributedTask;

import org.springframework.stereotype.Component;

/**
 * Reads the properties of a photo.
 */
@Component
class PhotoInspector {

	static final String TASK_ID = "photoInspector.inspect";

	private static final int SAMPLE_SIDE = 256;

	@DistributedTask(id = TASK_ID)
	public PhotoFacts inspect(Picture picture) {
		int[] pixels = pixels(picture);
		double red = average(pixels, 16);
		double green = average(pixels, 8);
		double blue = average(pixels, 0);
		return new PhotoFacts(picture.format(), picture.width(), picture.height(), picture.bytes().length,
				hex(red, green, blue), brightness(red, green, blue));
	}

	// On white, as a browser shows transparent pictures.
	private static int[] pixels(Picture picture) {
		BufferedImage image = picture.decode(SAMPLE_SIDE);
		int width = image.getWidth();
		int height = image.getHeight();
		BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = canvas.createGraphics();
		graphics.drawImage(image, 0, 0, Color.WHITE, null);
		graphics.dispose();
		return canvas.getRGB(0, 0, width, height, null, 0, width);
	}

	private static double average(int[] pixels, int shift) {
		long sum = 0;
		for (int pixel : pixels) {
			sum += (pixel >> shift) & 0xff;
		}
		return (double) sum / pixels.length;
	}

	private static String hex(double red, double green, double blue) {
		return String.format("#%02x%02x%02x", Math.round(red), Math.round(green), Math.round(blue));
	}

	// The weights of ITU-R BT.709, to two decimals.
	private static double brightness(double red, double green, double blue) {
		double luma = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
		return Math.round(luma * 100) / 100.0;
	}

}
