package org.pynenc.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.pynenc.InvocationContext;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;

import org.springframework.stereotype.Component;

/**
 * Notes which calls the processing of a photo makes, so that the web can show them before
 * there is a report. It listens from outside: the tasks know nothing of it. Another JVM
 * learns of the calls by the report.
 */
@Component
class PhotoCalls implements InvocationListener {

	static final int MAX_PHOTOS = 100;

	private final Map<InvocationId, List<InvocationId>> calls = new LinkedHashMap<>();

	/**
	 * A call is registered by the thread that executes the caller's body.
	 */
	@Override
	public void onEvent(InvocationEvent event) {
		if (event.status() == InvocationStatus.REGISTERED) {
			Pynenc.current()
				.filter(PhotoCalls::processesPhoto)
				.ifPresent((photo) -> note(photo.invocationId(), event.invocationId()));
		}
	}

	private static boolean processesPhoto(InvocationContext context) {
		return context.taskId().value().equals(PhotoProcessor.TASK_ID);
	}

	synchronized void note(InvocationId photo, InvocationId call) {
		this.calls.computeIfAbsent(photo, (id) -> new ArrayList<>()).add(call);
		if (this.calls.size() > MAX_PHOTOS) {
			this.calls.remove(this.calls.keySet().iterator().next());
		}
	}

	/**
	 * The calls that were made for a photo so far, by this JVM.
	 * @param photo the photo
	 * @return their ids; empty where none is known
	 */
	synchronized List<InvocationId> of(InvocationId photo) {
		return List.copyOf(this.calls.getOrDefault(photo, List.of()));
	}

}
