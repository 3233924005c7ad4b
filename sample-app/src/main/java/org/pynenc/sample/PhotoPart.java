package org.pynenc.sample;

import org.jspecify.annotations.Nullable;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;

/**
 * One of the calls that the processing of a photo made.
 *
 * @param purpose what it was for
 * @param invocation its handle
 */
record PhotoPart(Purpose purpose, DistributedInvocation<?> invocation) {

	boolean isThumbnail(int size) {
		return this.purpose.thumbnailSize() != null && this.purpose.thumbnailSize() == size;
	}

	/**
	 * What a call is for.
	 *
	 * @param task the task that is called
	 * @param name a word for what it does
	 * @param thumbnailSize the size of the thumbnail that it draws, or {@code null} if it
	 * draws none
	 */
	record Purpose(String task, String name, @Nullable Integer thumbnailSize) {

		static Purpose of(Call call) {
			String task = call.taskId().value();
			return switch (task) {
				case Thumbnails.TASK_ID -> thumbnail(Integer.parseInt(call.arguments().values().get("size")));
				case PhotoInspector.TASK_ID -> new Purpose(task, "inspection", null);
				case Captions.TASK_ID -> new Purpose(task, "caption", null);
				default -> new Purpose(task, task, null);
			};
		}

		private static Purpose thumbnail(int size) {
			return new Purpose(Thumbnails.TASK_ID, "thumbnail " + size, size);
		}

	}

}
