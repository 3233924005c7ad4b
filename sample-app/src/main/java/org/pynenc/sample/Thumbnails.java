package org.pynenc.sample;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

import org.pynenc.DistributedTask;

import org.springframework.stereotype.Component;

/**
 * Draws the small versions of a photo.
 */
@Component
class Thumbnails {

	static final String TASK_ID = "thumbnails.render";

	/**
	 * Scales a picture down; one that is small already keeps its size.
	 * @param picture the picture
	 * @param size how long the longer side may be
	 * @return a JPEG, or a PNG where the picture is transparent
	 */
	@DistributedTask(id = TASK_ID)
	public Thumbnail render(Picture picture, int size) {
		double factor = Math.min(1, (double) size / Math.max(picture.width(), picture.height()));
		int width = Math.max(1, (int) Math.round(picture.width() * factor));
		int height = Math.max(1, (int) Math.round(picture.height() * factor));
		BufferedImage image = scale(picture.decode(4 * size), width, height);
		boolean transparent = image.getColorModel().hasAlpha();
		return new Thumbnail(width, height, (transparent ? "image/png" : "image/jpeg"),
				Picture.encode(image, (transparent ? "png" : "jpeg")));
	}

	// Halving before the last step takes every pixel into account, at the price of one
	// more pass.
	private static BufferedImage scale(BufferedImage image, int width, int height) {
		BufferedImage scaled = image;
		while (scaled.getWidth() >= 2 * width && scaled.getHeight() >= 2 * height) {
			scaled = draw(scaled, scaled.getWidth() / 2, scaled.getHeight() / 2);
		}
		return draw(scaled, width, height);
	}

	private static BufferedImage draw(BufferedImage image, int width, int height) {
		boolean transparent = image.getColorModel().hasAlpha();
		BufferedImage canvas = new BufferedImage(width, height,
				(transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB));
		Graphics2D graphics = canvas.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(image, 0, 0, width, height, null);
		graphics.dispose();
		return canvas;
	}

}
