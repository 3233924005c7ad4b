package org.pynenc.sample;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.RemoteException;
import org.pynenc.StatusChange;
import org.pynenc.sample.PhotoPart.Purpose;

import org.springframework.core.NestedExceptionUtils;

/**
 * What the web shows of a photo.
 *
 * @param id the photo's id, which is its invocation's
 * @param href where to ask for this again
 * @param task the task that processes it
 * @param status where the processing stands
 * @param retries how often the processing was tried again
 * @param history what happened so far
 * @param failure why there is no report although the processing has ended
 * @param report the result of the processing, once it is there
 * @param parts how the calls fare that the processing made so far
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PhotoView(String id, String href, String task, InvocationStatus status, int retries, List<StatusChange> history,
		@Nullable String failure, @Nullable Report report, List<Part> parts) {

	static PhotoView of(DistributedInvocation<PhotoReport> photo, Photos photos) {
		// The status comes first: when it is final, so are those of the parts.
		InvocationStatus status = photo.status();
		if (!status.isFinal()) {
			return of(photo, status, null, null, photos);
		}
		try {
			return of(photo, status, null, photo.finalResult(), photos);
		}
		catch (InvocationException ex) {
			return of(photo, status, sentence(ex), null, photos);
		}
	}

	private static PhotoView of(DistributedInvocation<?> photo, InvocationStatus status, @Nullable String failure,
			@Nullable PhotoReport report, Photos photos) {
		InvocationId id = photo.invocationId();
		List<Part> parts = photos.parts(id).stream().map((part) -> Part.of(id, part)).toList();
		return new PhotoView(id.toString(), href(id), PhotoProcessor.TASK_ID, status, photo.numRetries(),
				photo.history(), failure, (report != null) ? Report.of(id, report) : null, parts);
	}

	/**
	 * Says why an invocation failed in the words of the one who knows best.
	 * @param failure the failure of the invocation
	 * @return the message of what was thrown first
	 */
	static String sentence(InvocationException failure) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		String message = (cause instanceof RemoteException remote) ? remote.remoteMessage() : cause.getMessage();
		return (message != null) ? message : failure.toString();
	}

	static String href(InvocationId id) {
		return "/photos/" + id;
	}

	private static String href(InvocationId id, int thumbnailSize) {
		return href(id) + "/thumbnails/" + thumbnailSize;
	}

	/**
	 * A photo in a list.
	 *
	 * @param id the photo's id
	 * @param href where to ask for more
	 * @param status where the processing stands
	 * @param report the result of the processing, once it is there
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Summary(String id, String href, InvocationStatus status, @Nullable Report report) {

		static Summary of(DistributedInvocation<PhotoReport> photo) {
			InvocationId id = photo.invocationId();
			InvocationStatus status = photo.status();
			Report report = (status == InvocationStatus.SUCCESS) ? Report.of(id, photo.finalResult()) : null;
			return new Summary(id.toString(), PhotoView.href(id), status, report);
		}

	}

	/**
	 * The result of the processing.
	 *
	 * @param facts what was read off the photo
	 * @param caption what the caption service said
	 * @param thumbnails where the thumbnails are
	 */
	record Report(PhotoFacts facts, String caption, List<ThumbnailLink> thumbnails) {

		static Report of(InvocationId id, PhotoReport report) {
			return new Report(report.facts(), report.caption(),
					report.thumbnails()
						.stream()
						.map((thumbnail) -> new ThumbnailLink(thumbnail.size(), thumbnail.width(), thumbnail.height(),
								PhotoView.href(id, thumbnail.size())))
						.toList());
		}

	}

	/**
	 * Where a thumbnail is.
	 *
	 * @param size the size that was asked for
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @param href the picture itself
	 */
	record ThumbnailLink(int size, int width, int height, String href) {
	}

	/**
	 * One of the calls that the processing made.
	 *
	 * @param name what it is for
	 * @param task the task that is called
	 * @param id its id
	 * @param status where it stands
	 * @param retries how often it was tried again
	 * @param history what happened so far
	 * @param href the picture that it drew, once it is there
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Part(String name, String task, String id, InvocationStatus status, int retries, List<StatusChange> history,
			@Nullable String href) {

		static Part of(InvocationId photo, PhotoPart part) {
			DistributedInvocation<?> call = part.invocation();
			InvocationStatus status = call.status();
			Purpose purpose = part.purpose();
			Integer size = purpose.thumbnailSize();
			String href = (size != null && status == InvocationStatus.SUCCESS) ? PhotoView.href(photo, size) : null;
			return new Part(purpose.name(), purpose.task(), call.invocationId().toString(), status, call.numRetries(),
					call.history(), href);
		}

	}

}
