package org.pynenc.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.Pynenc;
import org.pynenc.TaskId;
import org.pynenc.sample.PhotoReport.RenderedThumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class PhotosTests {

	private static final Picture PICTURE = new Picture("png", 3, 2, new byte[5]);

	private static final PhotoFacts FACTS = new PhotoFacts("png", 3, 2, 5, "#ffffff", 1);

	private final Pynenc pynenc = mock();

	private final PhotoProcessor processor = mock();

	private final AuditLog auditLog = mock();

	private final PhotoCalls calls = mock();

	private final Photos photos = new Photos(this.pynenc, this.processor, this.calls, this.auditLog);

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

	@Test
	void listsTheCallsThatWereNotedAndThoseThatTheReportNamesInOrderOfTime() {
		InvocationId photo = InvocationId.create();
		InvocationId thumbnail = call(Thumbnails.TASK_ID, Map.of("picture", "{}", "size", "64"));
		InvocationId inspection = call(PhotoInspector.TASK_ID, Map.of());
		InvocationId caption = call(Captions.TASK_ID, Map.of());
		InvocationId other = call("other.task", Map.of());
		InvocationId forgotten = InvocationId.create();
		given(this.calls.of(photo)).willReturn(List.of(other, forgotten, inspection));
		PhotoReport report = new PhotoReport(FACTS, "A picture", caption,
				List.of(new RenderedThumbnail(64, 64, 43, thumbnail)));
		assertThat(this.photos.parts(photo, report)).extracting(PhotoPart::name)
			.containsExactly("thumbnail 64", "inspection", "caption", "other.task");
		assertThat(this.photos.parts(photo, null)).extracting((part) -> part.invocation().invocationId())
			.containsExactly(inspection, other);
	}

	@Test
	void findsTheCallThatDrawsAThumbnail() {
		InvocationId photo = InvocationId.create();
		InvocationId small = call(Thumbnails.TASK_ID, Map.of("size", "64"));
		InvocationId large = call(Thumbnails.TASK_ID, Map.of("size", "160"));
		DistributedInvocation<Thumbnail> rendering = mock();
		given(this.calls.of(photo)).willReturn(List.of(small, large));
		given(this.pynenc.find(large, Thumbnail.class)).willReturn(Optional.of(rendering));
		assertThat(this.photos.thumbnail(photo, null, 160)).containsSame(rendering);
		assertThat(this.photos.thumbnail(photo, null, 65)).isEmpty();
	}

	private InvocationId call(String task, Map<String, String> arguments) {
		InvocationId id = InvocationId.create();
		DistributedInvocation<Object> invocation = mock();
		given(invocation.invocationId()).willReturn(id);
		given(invocation.call()).willReturn(new Call(new TaskId(task), new Arguments(arguments)));
		given(this.pynenc.find(id, Object.class)).willReturn(Optional.of(invocation));
		return id;
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
