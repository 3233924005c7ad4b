package org.pynenc.sample;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.Pynenc;
import org.pynenc.sample.PhotoReport.RenderedThumbnail;

import org.springframework.stereotype.Service;

/**
 * The photos of this application. It keeps no handle: any JVM finds a photo by its id.
 */
@Service
class Photos {

	private static final int MAX_RECENT = 50;

	private final Pynenc pynenc;

	private final PhotoProcessor processor;

	private final AuditLog auditLog;

	private final Deque<InvocationId> recent = new ArrayDeque<>();

	Photos(Pynenc pynenc, PhotoProcessor processor, AuditLog auditLog) {
		this.pynenc = pynenc;
		this.processor = processor;
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

	Optional<Thumbnail> find(RenderedThumbnail thumbnail) {
		return this.pynenc.find(thumbnail.invocation(), Thumbnail.class).map(DistributedInvocation::finalResult);
	}

	Optional<DistributedInvocation<Object>> findPart(InvocationId id) {
		return this.pynenc.find(id, Object.class);
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
