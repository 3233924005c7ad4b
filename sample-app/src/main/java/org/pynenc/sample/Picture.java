package org.pynenc.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture as it was uploaded. It travels to the tasks with all its bytes, since a
 * runner in another JVM must be able to do the work.
 *
 * @param format the name of the format, such as {@code png}
 * @param width the width in pixels
 * @param height the height in pixels
 * @param bytes the encoded picture
 */
record Picture(String format, int width, int height, byte[] bytes) {

	private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

	/**
	 * Reads the head of a picture and decodes no pixel.
	 * @param bytes what claims to be a picture
	 * @return the picture, or empty if the bytes are of no known format
	 * @throws IOException if the head cannot be read
	 */
	static Optional<Picture> open(byte[] bytes) throws IOException {
		Optional<String> format = formatOf(bytes);
		if (format.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(read(format.get(), bytes,
				(reader) -> new Picture(format.get(), reader.getWidth(0), reader.getHeight(0), bytes)));
	}

	/**
	 * Reads all rows once, to find out whether they are there.
	 * @throws IOException if the picture is broken
	 */
	void verify() throws IOException {
		read(this.format, this.bytes, (reader) -> {
			ImageReadParam firstColumn = reader.getDefaultReadParam();
			firstColumn.setSourceSubsampling(this.width, 1, 0, 0);
			return reader.read(0, firstColumn);
		});
	}

	/**
	 * Decodes as many pixels as are needed, so that a large picture takes little memory.
	 * @param side how long the longer side has to be at least, if the picture has so many
	 * pixels
	 * @return the pixels
	 */
	BufferedImage decode(int side) {
		int step = Math.max(1, Math.max(this.width, this.height) / side);
		try {
			return read(this.format, this.bytes, (reader) -> {
				ImageReadParam param = reader.getDefaultReadParam();
				param.setSourceSubsampling(step, step, 0, 0);
				return reader.read(0, param);
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Encodes pixels.
	 * @param image the pixels
	 * @param format the name of the format
	 * @return the encoded picture
	 */
	static byte[] encode(BufferedImage image, String format) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
			ImageIO.write(image, format, output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	@Override
	public String toString() {
		return this.format + ", " + this.width + " x " + this.height + " pixels, " + this.bytes.length + " bytes";
	}

	private static Optional<String> formatOf(byte[] bytes) throws IOException {
		try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
			while (readers.hasNext()) {
				String format = readers.next().getFormatName().toLowerCase(Locale.ROOT);
				if (FORMATS.contains(format)) {
					return Optional.of(format);
				}
			}
			return Optional.empty();
		}
	}

	private static <T> T read(String format, byte[] bytes, Reading<T> reading) throws IOException {
		ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
		try (ImageInputStream input = new StrictInput(bytes)) {
			reader.setInput(input, true, true);
			return reading.from(reader);
		}
		catch (RuntimeException ex) {
			// Some broken data gets past the readers' checks and trips them later.
			throw new IIOException("The " + format + " data is inconsistent", ex);
		}
		finally {
			reader.dispose();
		}
	}

	@FunctionalInterface
	private interface Reading<T> {

		T from(ImageReader reader) throws IOException;

	}

	/**
	 * Fails where a reader asks for more than there is. Some readers would make up the
	 * rest of a picture that was cut off.
	 */
	private static final class StrictInput extends MemoryCacheImageInputStream {

		StrictInput(byte[] bytes) {
			super(new ByteArrayInputStream(bytes));
		}

		@Override
		public int read() throws IOException {
			return notTheEnd(super.read());
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			return notTheEnd(super.read(target, offset, length));
		}

		private static int notTheEnd(int result) throws EOFException {
			if (result < 0) {
				throw new EOFException("The data ends early");
			}
			return result;
		}

	}

}
