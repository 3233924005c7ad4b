package org.pynenc.sample;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.TaskId;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.sample.PhotoPart.Purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class PhotoCallsTests {

	private final Pynenc pynenc = mock();

	private final Orchestrator orchestrator = mock();

	private final PhotoCalls calls = new PhotoCalls(this.pynenc, this.orchestrator);

	private final InvocationId photo = InvocationId.create();

	@BeforeEach
	void nothingIsThere() {
		given(this.pynenc.find(any(), any())).willReturn(Optional.empty());
	}

	@Test
	void tellsPhotosFromOtherInvocations() {
		record(this.photo, PhotoProcessor.TASK_ID);
		assertThat(this.calls.isPhoto(this.photo)).isTrue();
		InvocationId thumbnail = InvocationId.create();
		record(thumbnail, Thumbnails.TASK_ID);
		assertThat(this.calls.isPhoto(thumbnail)).isFalse();
		assertThat(this.calls.isPhoto(InvocationId.create())).isFalse();
	}

	@Test
	void saysWhatTheChildrenOfAPhotoAreFor() {
		DistributedInvocation<Object> thumbnail = call(Thumbnails.TASK_ID, Map.of("picture", "{}", "size", "64"));
		DistributedInvocation<Object> other = call("other.task", Map.of());
		children(List.of(thumbnail.invocationId(), InvocationId.create(), other.invocationId()));
		assertThat(this.calls.of(this.photo)).containsExactly(
				new PhotoPart(new Purpose(Thumbnails.TASK_ID, "thumbnail 64", 64), thumbnail),
				new PhotoPart(new Purpose("other.task", "other.task", null), other));
	}

	@Test
	void readsACallWithItsPictureOnceWhileItIsOneOfTheLatest() {
		DistributedInvocation<Object> caption = call(Captions.TASK_ID, Map.of());
		children(List.of(caption.invocationId()));
		this.calls.of(this.photo);
		this.calls.of(this.photo);
		verify(caption, times(1)).call();
		for (int others = 0; others < PhotoCalls.MAX_PURPOSES; others++) {
			children(List.of(call(Captions.TASK_ID, Map.of()).invocationId()));
			this.calls.of(this.photo);
		}
		children(List.of(caption.invocationId()));
		this.calls.of(this.photo);
		verify(caption, times(2)).call();
	}

	private void children(List<InvocationId> ids) {
		given(this.orchestrator.children(this.photo, null, PhotoCalls.MAX_CALLS)).willReturn(ids);
	}

	private DistributedInvocation<Object> call(String task, Map<String, String> arguments) {
		InvocationId id = InvocationId.create();
		DistributedInvocation<Object> invocation = mock();
		given(invocation.invocationId()).willReturn(id);
		given(invocation.call()).willReturn(new Call(new TaskId(task), new Arguments(arguments)));
		given(this.pynenc.find(id, Object.class)).willReturn(Optional.of(invocation));
		return invocation;
	}

	private void record(InvocationId id, String task) {
		given(this.orchestrator.records(List.of(id))).willReturn(Map.of(id, new InvocationRecord(id, new TaskId(task),
				InvocationStatus.RUNNING, null, null, 0, 0, null, Instant.EPOCH)));
	}

}
