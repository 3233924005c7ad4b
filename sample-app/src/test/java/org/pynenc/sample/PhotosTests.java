package org.pynenc.sample;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.Pynenc;
import org.pynenc.TaskId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class PhotosTests {

	private static final Picture PICTURE = new Picture("png", 3, 2, new byte[5]);

	private final Pynenc pynenc = mock();

	private final PhotoProcessor processor = mock();

	private final AuditLog auditLog = mock();

	private final Photos photos = new Photos(this.pynenc, this.processor, this.auditLog);

	@Test
	void writesEachNewPhotoIntoTheAuditLog() {
		InvocationId id = add();
		verify(this.auditLog).accepted(id, "png, 3 x 2 pixels, 5 bytes");
	}

	@Test
	void findsAPhotoWhoeverAddedIt() {
		InvocationId id = InvocationId.create();
		known(id, PhotoProcessor.TASK_ID);
		assertThat(this.photos.find(id)).isPresent();
	}

	@Test
	void takesNoOtherInvocationForAPhoto() {
		InvocationId id = InvocationId.create();
		known(id, "thumbnails.render");
		assertThat(this.photos.find(id)).isEmpty();
	}

	@Test
	void remembersTheLatestFiftyNewestFirst() {
		List<InvocationId> ids = IntStream.range(0, 60).mapToObj((index) -> add()).toList();
		List<InvocationId> recent = this.photos.recent().stream().map(DistributedInvocation::invocationId).toList();
		assertThat(recent).hasSize(50).startsWith(ids.get(59), ids.get(58)).endsWith(ids.get(10));
	}

	@Test
	void listsNoPhotoThatIsGone() {
		InvocationId gone = add();
		InvocationId there = add();
		given(this.pynenc.find(gone, PhotoReport.class)).willReturn(Optional.empty());
		assertThat(this.photos.recent()).extracting(DistributedInvocation::invocationId).containsExactly(there);
	}

	private InvocationId add() {
		InvocationId id = InvocationId.create();
		DistributedInvocation<PhotoReport> photo = known(id, PhotoProcessor.TASK_ID);
		given(this.processor.process(any())).willReturn(photo);
		return this.photos.add(PICTURE).invocationId();
	}

	private DistributedInvocation<PhotoReport> known(InvocationId id, String task) {
		DistributedInvocation<PhotoReport> invocation = mock();
		given(invocation.invocationId()).willReturn(id);
		given(invocation.call()).willReturn(new Call(new TaskId(task), Arguments.none()));
		given(this.pynenc.find(eq(id), eq(PhotoReport.class))).willReturn(Optional.of(invocation));
		return invocation;
	}

}
