package org.pynenc.sample;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lets only real pictures in, before any task is called.
 */
@Component
class UploadCheck {

	private final PhotoProperties properties;

	UploadCheck(PhotoProperties properties) {
		this.properties = properties;
	}

	/**
	 * Reads an upload to its end, or until it is too long.
	 * @param upload what was sent
	 * @return a picture that can be decoded
	 * @throws IOException if the upload breaks off
	 * @throws PhotoProblemException if it is no acceptable picture
	 */
	Picture read(InputStream upload) throws IOException {
		int maxSize = Math.toIntExact(this.properties.maxSize().toBytes());
		byte[] bytes = upload.readNBytes(maxSize + 1);
		if (bytes.length == 0) {
			throw new PhotoProblemException(HttpStatus.BAD_REQUEST,
					"The upload is empty. Send the bytes of a PNG, JPEG, GIF or BMP picture.");
		}
		if (bytes.length > maxSize) {
			throw new PhotoProblemException(HttpStatus.CONTENT_TOO_LARGE,
					"The upload has more than " + maxSize + " bytes. Send a smaller picture, or compress it more.");
		}
		return check(bytes);
	}

	private Picture check(byte[] bytes) {
		try {
			Picture picture = Picture.open(bytes).orElseThrow(this::unknownFormat);
			checkDimensions(picture);
			picture.verify();
			return picture;
		}
		catch (IOException ex) {
			throw new PhotoProblemException(HttpStatus.BAD_REQUEST, "The picture is broken or incomplete. "
					+ "Open it in a picture viewer, save it anew and upload it again.", ex);
		}
	}

	// A few bytes can stand for gigabytes of pixels, so this comes before decoding.
	private void checkDimensions(Picture picture) {
		boolean tooLong = Math.max(picture.width(), picture.height()) > this.properties.maxSide();
		if (tooLong || (long) picture.width() * picture.height() > this.properties.maxPixels()) {
			throw new PhotoProblemException(HttpStatus.CONTENT_TOO_LARGE,
					String.format(Locale.ROOT,
							"The picture has %d x %d pixels. Scale it down to %d pixels in all and %d on each side.",
							picture.width(), picture.height(), this.properties.maxPixels(), this.properties.maxSide()));
		}
	}

	private PhotoProblemException unknownFormat() {
		return new PhotoProblemException(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
				"The upload is no PNG, JPEG, GIF or BMP picture, whatever its name or content type says. "
						+ "Convert it to one of these formats.");
	}

}
