package org.pynenc.sample;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.InvocationId;
import org.pynenc.Pynenc;
import org.pynenc.Pynenc.ItemCall;
import org.pynenc.sample.PhotoReport.RenderedThumbnail;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * The body of a task is a plain method: other tasks are beans that a test can replace.
 */
class PhotoProcessorTests {

	private static final Picture PICTURE = new Picture("png", 300, 200, new byte[0]);

	private static final PhotoFacts FACTS = new PhotoFacts("png", 300, 200, 0, "#ffffff", 1);

	private final Pynenc pynenc = mock();

	private final Thumbnails thumbnails = mock();

	private final PhotoInspector inspector = mock();

	private final Captions captions = mock();

	private final PhotoProcessor processor = new PhotoProcessor(this.pynenc, this.thumbnails, this.inspector,
			this.captions, new PhotoProperties(DataSize.ofMegabytes(5), 100, 100, List.of(32, 64), 0));

	@Test
	void reportsWhatTheOtherTasksFound() throws Exception {
		DistributedInvocation<String> caption = invocation();
		given(caption.result()).willReturn("A picture");
		DistributedInvocation<Thumbnail> small = invocation();
		DistributedInvocation<Thumbnail> large = invocation();
		DistributedInvocationGroup<Thumbnail> rendering = mock();
		given(rendering.invocations()).willReturn(List.of(small, large));
		given(rendering.resultsInOrder()).willReturn(List.of(thumbnail(32, 21), thumbnail(64, 43)));
		ArgumentCaptor<ItemCall<Integer, Thumbnail>> call = ArgumentCaptor.captor();
		given(this.pynenc.parallelize(eq(List.of(32, 64)), call.capture())).willReturn(rendering);
		given(this.inspector.inspect(PICTURE)).willReturn(FACTS);
		given(this.captions.describe(FACTS)).willReturn(caption);

		PhotoReport report = this.processor.process(PICTURE).result();

		assertThat(report).isEqualTo(
				new PhotoReport(FACTS, "A picture", List.of(new RenderedThumbnail(32, 32, 21, small.invocationId()),
						new RenderedThumbnail(64, 64, 43, large.invocationId()))));
		call.getValue().call(64);
		verify(this.thumbnails).render(ArgumentMatchers.same(PICTURE), eq(64));
	}

	private static <R> DistributedInvocation<R> invocation() {
		DistributedInvocation<R> invocation = mock();
		given(invocation.invocationId()).willReturn(InvocationId.create());
		return invocation;
	}

	private static Thumbnail thumbnail(int width, int height) {
		return new Thumbnail(width, height, "image/jpeg", new byte[0]);
	}

}
