package org.pynenc.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
		// The id of a thumbnail's invocation, say, is not the id of a photo.
		return this.pynenc.find(id, PhotoReport.class)
			.filter((invocation) -> invocation.call().taskId().value().equals(PhotoProcessor.TASK_ID));
	}

	/**
	 * The calls that the processing of a photo made so far.
	 * @param photo the photo
	 * @param report its report, which names most of them, or {@code null} if there is
	 * none
	 * @return those that are still known, in the order in which they were made
	 */
	List<PhotoPart> parts(InvocationId photo, @Nullable PhotoReport report) {
		Stream<InvocationId> reported = (report != null) ? report.invocations() : Stream.empty();
		// The ids are ordered by time.
		return Stream.concat(this.calls.of(photo).stream(), reported)
			.distinct()
			.sorted()
			.map((id) -> this.pynenc.find(id, Object.class))
			.flatMap(Optional::stream)
			.map(PhotoPart::of)
			.toList();
	}

	/**
	 * The call that draws a thumbnail.
	 * @param photo the photo
	 * @param report its report, or {@code null} if there is none
	 * @param size the size of the thumbnail
	 * @return the handle, or empty if no such call is known
	 */
	Optional<DistributedInvocation<Thumbnail>> thumbnail(InvocationId photo, @Nullable PhotoReport report, int size) {
		return parts(photo, report).stream()
			.filter((part) -> part.isThumbnail(size))
			.reduce((earlier, later) -> later)
			.flatMap((part) -> this.pynenc.find(part.invocation().invocationId(), Thumbnail.class));
	}

	/**
	 * The photos that this JVM accepted last.
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
