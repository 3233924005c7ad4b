package org.pynenc.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.Pynenc;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.sample.PhotoPart.Purpose;

import org.springframework.stereotype.Component;

/**
 * Finds the calls that the processing of a photo makes, on whichever JVM: the
 * orchestrator knows whose body called what, and the tasks know nothing of this. What a
 * call is for never changes and stands beside the picture in its arguments, so it is read
 * once.
 */
@Component
class PhotoCalls {

	static final int MAX_CALLS = 100;

	static final int MAX_PURPOSES = 1000;

	private final Pynenc pynenc;

	private final Orchestrator orchestrator;

	private final Map<InvocationId, Purpose> purposes = new LinkedHashMap<>();

	PhotoCalls(Pynenc pynenc, Orchestrator orchestrator) {
		this.pynenc = pynenc;
		this.orchestrator = orchestrator;
	}

	/**
	 * Whether an invocation processes a photo: the id of a thumbnail's invocation, say,
	 * is not the id of a photo.
	 * @param id the invocation
	 * @return {@code false} also if it is not there
	 */
	boolean isPhoto(InvocationId id) {
		InvocationRecord found = this.orchestrator.records(List.of(id)).get(id);
		return found != null && found.taskId().value().equals(PhotoProcessor.TASK_ID);
	}

	/**
	 * The calls that were made for a photo so far.
	 * @param photo the photo
	 * @return those that are still known, in the order in which they were made
	 */
	List<PhotoPart> of(InvocationId photo) {
		return this.orchestrator.children(photo, null, MAX_CALLS)
			.stream()
			.map(this::part)
			.flatMap(Optional::stream)
			.toList();
	}

	private Optional<PhotoPart> part(InvocationId id) {
		return this.pynenc.find(id, Object.class).map((call) -> new PhotoPart(purpose(call), call));
	}

	private Purpose purpose(DistributedInvocation<?> invocation) {
		Purpose known = remembered(invocation.invocationId());
		if (known != null) {
			return known;
		}
		Purpose purpose = Purpose.of(invocation.call());
		remember(invocation.invocationId(), purpose);
		return purpose;
	}

	private synchronized @Nullable Purpose remembered(InvocationId id) {
		return this.purposes.get(id);
	}

	private synchronized void remember(InvocationId id, Purpose purpose) {
		this.purposes.put(id, purpose);
		if (this.purposes.size() > MAX_PURPOSES) {
			this.purposes.remove(this.purposes.keySet().iterator().next());
		}
	}

}
