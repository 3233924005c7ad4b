package org.pynenc.sample;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.Pynenc;
import org.pynenc.sample.PhotoPart.Purpose;
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
		known(id);
		assertThat(this.photos.find(id)).isPresent();
	}

	@Test
	void takesNoOtherInvocationForAPhoto() {
		InvocationId id = InvocationId.create();
		known(id);
		given(this.calls.isPhoto(id)).willReturn(false);
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
	void findsTheCallThatDrawsAThumbnail() {
		InvocationId photo = InvocationId.create();
		PhotoPart earlier = part(160);
		PhotoPart later = part(160);
		List<PhotoPart> parts = List.of(part(64), earlier, later, part(320));
		given(this.calls.of(photo)).willReturn(parts);
		DistributedInvocation<Thumbnail> rendering = rendering(later.invocation().invocationId());
		assertThat(this.photos.thumbnail(photo, null, 160)).containsSame(rendering);
		assertThat(this.photos.thumbnail(photo, null, 65)).isEmpty();
	}

	@Test
	void findsTheThumbnailThatTheReportNames() {
		InvocationId drawn = InvocationId.create();
		PhotoReport report = new PhotoReport(FACTS, "A picture", List.of(new RenderedThumbnail(64, 64, 43, drawn)));
		DistributedInvocation<Thumbnail> rendering = rendering(drawn);
		assertThat(this.photos.thumbnail(InvocationId.create(), report, 64)).containsSame(rendering);
		assertThat(this.photos.thumbnail(InvocationId.create(), report, 65)).isEmpty();
	}

	private static PhotoPart part(int size) {
		DistributedInvocation<Object> invocation = mock();
		given(invocation.invocationId()).willReturn(InvocationId.create());
		return new PhotoPart(new Purpose(Thumbnails.TASK_ID, "thumbnail " + size, size), invocation);
	}

	private DistributedInvocation<Thumbnail> rendering(InvocationId id) {
		DistributedInvocation<Thumbnail> rendering = mock();
		given(this.pynenc.find(id, Thumbnail.class)).willReturn(Optional.of(rendering));
		return rendering;
	}

	private InvocationId add() {
		InvocationId id = InvocationId.create();
		DistributedInvocation<PhotoReport> photo = known(id);
		given(this.processor.process(any())).willReturn(photo);
		return this.photos.add(PICTURE).invocationId();
	}

	private DistributedInvocation<PhotoReport> known(InvocationId id) {
		DistributedInvocation<PhotoReport> invocation = mock();
		given(invocation.invocationId()).willReturn(id);
		given(this.calls.isPhoto(id)).willReturn(true);
		given(this.pynenc.find(eq(id), eq(PhotoReport.class))).willReturn(Optional.of(invocation));
		return invocation;
	}

}
