package org.pynenc.sample;

import java.util.List;
import java.util.Optional;

import org.pynenc.InvocationId;

/**
 * The result of processing a photo. It names the invocations that drew its thumbnails,
 * whose bytes stay their results, so that they are stored once.
 *
 * @param facts what was read off the photo
 * @param caption what the caption service said
 * @param thumbnails the thumbnails, in the order of their sizes
 */
record PhotoReport(PhotoFacts facts, String caption, List<RenderedThumbnail> thumbnails) {

	/**
	 * The invocation that drew a thumbnail.
	 * @param size the size that was asked for
	 * @return its id, or empty if there is none of that size
	 */
	Optional<InvocationId> thumbnail(int size) {
		return this.thumbnails.stream()
			.filter((thumbnail) -> thumbnail.size() == size)
			.map(RenderedThumbnail::invocation)
			.findFirst();
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
