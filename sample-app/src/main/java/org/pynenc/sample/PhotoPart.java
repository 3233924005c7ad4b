package org.pynenc.sample;

import org.jspecify.annotations.Nullable;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;

/**
 * One of the calls that the processing of a photo made.
 *
 * @param name what it was for
 * @param thumbnailSize the size of the thumbnail that it draws, or {@code null} if it
 * draws none
 * @param invocation its handle
 */
record PhotoPart(String name, @Nullable Integer thumbnailSize, DistributedInvocation<?> invocation) {

	static PhotoPart of(DistributedInvocation<?> invocation) {
		Call call = invocation.call();
		return switch (call.taskId().value()) {
			case Thumbnails.TASK_ID -> thumbnail(Integer.parseInt(call.arguments().values().get("size")), invocation);
			case PhotoInspector.TASK_ID -> new PhotoPart("inspection", null, invocation);
			case Captions.TASK_ID -> new PhotoPart("caption", null, invocation);
			default -> new PhotoPart(call.taskId().value(), null, invocation);
		};
	}

	private static PhotoPart thumbnail(int size, DistributedInvocation<?> invocation) {
		return new PhotoPart("thumbnail " + size, size, invocation);
	}

	boolean isThumbnail(int size) {
		return this.thumbnailSize != null && this.thumbnailSize == size;
	}

}
