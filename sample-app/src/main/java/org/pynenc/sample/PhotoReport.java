package org.pynenc.sample;

import java.util.List;
import java.util.stream.Stream;

import org.pynenc.InvocationId;

/**
 * The result of processing a photo. It names the invocations that made its parts; the
 * thumbnails' bytes stay their results, so that they are stored once.
 *
 * @param facts what was read off the photo
 * @param caption what the caption service said
 * @param captionInvocation the invocation that asked it
 * @param thumbnails the thumbnails, in the order of their sizes
 */
record PhotoReport(PhotoFacts facts, String caption, InvocationId captionInvocation,
		List<RenderedThumbnail> thumbnails) {

	/**
	 * The invocations that made the parts of the photo.
	 * @return their ids
	 */
	Stream<InvocationId> invocations() {
		return Stream.concat(Stream.of(this.captionInvocation),
				this.thumbnails.stream().map(RenderedThumbnail::invocation));
	}

	/**
	 * A thumbnail without its bytes.
	 *
	 * @param size the size that was asked for
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @param invocation the invocation whose result has the bytes
	 */
	record RenderedThumbnail(int size, int width, int height, InvocationId invocation) {
	}

}
