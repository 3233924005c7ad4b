package org.pynenc.sample;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

import org.springframework.stereotype.Component;

/**
 * Draws pictures for those who have none at hand: the sun above some hills.
 */
@Component
class ExamplePicture {

	static final int WIDTH = 800;

	static final int HEIGHT = 600;

	private static final int HILLS = 4;

	/**
	 * Draws a picture.
	 * @param seed the same seed gives the same picture
	 * @return the picture as PNG
	 */
	byte[] draw(long seed) {
		Random random = new Random(seed);
		BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		float hue = random.nextFloat();
		sky(graphics, hue);
		sun(graphics, random);
		for (int hill = 0; hill < HILLS; hill++) {
			hill(graphics, random, hill, hue);
		}
		graphics.dispose();
		return Picture.encode(image, "png");
	}

	private static void sky(Graphics2D graphics, float hue) {
		graphics.setPaint(new GradientPaint(0, 0, Color.getHSBColor(hue, 0.6F, 0.9F), 0, HEIGHT,
				Color.getHSBColor(hue, 0.1F, 1)));
		graphics.fillRect(0, 0, WIDTH, HEIGHT);
	}

	private static void sun(Graphics2D graphics, Random random) {
		double diameter = 60 + 60 * random.nextDouble();
		graphics.setPaint(new Color(255, 240, 180));
		graphics.fill(new Ellipse2D.Double(random.nextDouble() * (WIDTH - diameter),
				random.nextDouble() * (HEIGHT / 2.0 - diameter), diameter, diameter));
	}

	private static void hill(Graphics2D graphics, Random random, int index, float hue) {
		double top = HEIGHT * (0.45 + 0.12 * index);
		double wave = 1 + 3 * random.nextDouble();
		double phase = 2 * Math.PI * random.nextDouble();
		Path2D ridge = new Path2D.Double();
		ridge.moveTo(0, HEIGHT);
		for (int x = 0; x <= WIDTH; x += 8) {
			ridge.lineTo(x, top + 40 * Math.sin(phase + wave * Math.PI * x / WIDTH));
		}
		ridge.lineTo(WIDTH, HEIGHT);
		ridge.closePath();
		graphics.setPaint(Color.getHSBColor(hue + 0.3F, 0.5F, 0.7F - 0.14F * index));
		graphics.fill(ridge);
	}

}
