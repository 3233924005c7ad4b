package org.pynenc.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.Pynenc;

import org.springframework.stereotype.Service;

/**
 * The photos of this application. It keeps no handle: any JVM finds a photo by its id.
 */
@Service
class Photos {

	private static final int MAX_RECENT = 50;

	private final Pynenc pynenc;

	private final PhotoProcessor processor;

	private final PhotoCalls calls;

	private final AuditLog auditLog;

	private final Deque<InvocationId> recent = new ArrayDeque<>();

	Photos(Pynenc pynenc, PhotoProcessor processor, PhotoCalls calls, AuditLog auditLog) {
		this.pynenc = pynenc;
		this.processor = processor;
		this.calls = calls;
		this.auditLog = auditLog;
	}

	DistributedInvocation<PhotoReport> add(Picture picture) {
		DistributedInvocation<PhotoReport> photo = this.processor.process(picture);
		remember(photo.invocationId());
		this.auditLog.accepted(photo.invocationId(), picture.toString());
		return photo;
	}

	Optional<DistributedInvocation<PhotoReport>> find(InvocationId id) {
		return this.calls.isPhoto(id) ? this.pynenc.find(id, PhotoReport.class) : Optional.empty();
	}

	/**
	 * The calls that the processing of a photo made so far.
	 * @param photo the photo
	 * @return those that are still known, in the order in which they were made
	 */
	List<PhotoPart> parts(InvocationId photo) {
		return this.calls.of(photo);
	}

	/**
	 * The call that draws a thumbnail.
	 * @param photo the photo
	 * @param report its report, or {@code null} if there is none
	 * @param size the size of the thumbnail
	 * @return the handle, or empty if no such call is known
	 */
	Optional<DistributedInvocation<Thumbnail>> thumbnail(InvocationId photo, @Nullable PhotoReport report, int size) {
		Optional<InvocationId> rendering = (report != null) ? report.thumbnail(size) : lastCall(photo, size);
		return rendering.flatMap((id) -> this.pynenc.find(id, Thumbnail.class));
	}

	private Optional<InvocationId> lastCall(InvocationId photo, int size) {
		return parts(photo).stream()
			.filter((part) -> part.isThumbnail(size))
			.reduce((earlier, later) -> later)
			.map((part) -> part.invocation().invocationId());
	}

	/**
	 * The photos that this JVM accepted last; those of others are found by their ids.
	 * @return the newest first
	 */
	List<DistributedInvocation<PhotoReport>> recent() {
		return recentIds().stream().map(this::find).flatMap(Optional::stream).toList();
	}

	private synchronized void remember(InvocationId id) {
		this.recent.addFirst(id);
		if (this.recent.size() > MAX_RECENT) {
			this.recent.removeLast();
		}
	}

	private synchronized List<InvocationId> recentIds() {
		return List.copyOf(this.recent);
	}

}
