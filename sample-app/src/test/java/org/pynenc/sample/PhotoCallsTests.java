package org.pynenc.sample;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.invocation.InvocationEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That calls of bodies are noted is shown by {@link PhotoApplicationTests}.
 */
class PhotoCallsTests {

	private final PhotoCalls calls = new PhotoCalls();

	@Test
	void forgetsTheOldestPhotoWhenThereAreTooMany() {
		InvocationId oldest = InvocationId.create();
		InvocationId call = InvocationId.create();
		this.calls.note(oldest, call);
		InvocationId second = InvocationId.create();
		this.calls.note(second, call);
		for (int others = 1; others < PhotoCalls.MAX_PHOTOS; others++) {
			this.calls.note(InvocationId.create(), call);
		}
		assertThat(this.calls.of(oldest)).isEmpty();
		assertThat(this.calls.of(second)).containsExactly(call);
	}

	@Test
	void notesNoCallFromOutside() {
		InvocationId call = InvocationId.create();
		this.calls.onEvent(InvocationEvent.of(call, new TaskId(Captions.TASK_ID), InvocationStatus.REGISTERED));
		assertThat(this.calls.of(call)).isEmpty();
	}

}
