package org.pynenc.sample;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;

/**
 * What the web shows of a photo.
 *
 * @param id the photo's id, which is its invocation's
 * @param href where to ask for this again
 * @param status where the processing stands
 * @param retries how often the processing was tried again
 * @param history what happened so far
 * @param failure why there is no report although the processing has ended
 * @param report the result of the processing, once it is there
 * @param parts how the other tasks fared that the processing called
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PhotoView(String id, String href, InvocationStatus status, int retries, List<StatusChange> history,
		@Nullable String failure, @Nullable Report report, @Nullable List<Part> parts) {

	static PhotoView of(DistributedInvocation<PhotoReport> photo, Photos photos) {
		InvocationStatus status = photo.status();
		if (!status.isFinal()) {
			return of(photo, status, null, null, null);
		}
		try {
			PhotoReport report = photo.finalResult();
			return of(photo, status, null, Report.of(photo.invocationId(), report), Part.of(report, photos));
		}
		catch (InvocationException ex) {
			return of(photo, status, ex.getMessage(), null, null);
		}
	}

	private static PhotoView of(DistributedInvocation<?> photo, InvocationStatus status, @Nullable String failure,
			@Nullable Report report, @Nullable List<Part> parts) {
		InvocationId id = photo.invocationId();
		return new PhotoView(id.toString(), href(id), status, photo.numRetries(), photo.history(), failure, report,
				parts);
	}

	static String href(InvocationId id) {
		return "/photos/" + id;
	}

	/**
	 * A photo in a list.
	 *
	 * @param id the photo's id
	 * @param href where to ask for more
	 * @param status where the processing stands
	 */
	record Summary(String id, String href, InvocationStatus status) {

		static Summary of(DistributedInvocation<PhotoReport> photo) {
			return new Summary(photo.invocationId().toString(), PhotoView.href(photo.invocationId()), photo.status());
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
								PhotoView.href(id) + "/thumbnails/" + thumbnail.size()))
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
	 * One of the invocations that the processing made.
	 *
	 * @param name what it was for
	 * @param id its id
	 * @param status where it stands
	 * @param retries how often it was tried again
	 * @param history what happened so far
	 */
	record Part(String name, String id, InvocationStatus status, int retries, List<StatusChange> history) {

		static List<Part> of(PhotoReport report, Photos photos) {
			Stream<Optional<Part>> thumbnails = report.thumbnails()
				.stream()
				.map((thumbnail) -> find("thumbnail " + thumbnail.size(), thumbnail.invocation(), photos));
			return Stream.concat(Stream.of(find("caption", report.captionInvocation(), photos)), thumbnails)
				.flatMap(Optional::stream)
				.toList();
		}

		private static Optional<Part> find(String name, InvocationId id, Photos photos) {
			return photos.findPart(id)
				.map((part) -> new Part(name, id.toString(), part.status(), part.numRetries(), part.history()));
		}

	}

}
