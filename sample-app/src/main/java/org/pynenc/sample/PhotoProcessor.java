package org.pynenc.sample;

import java.util.List;
import java.util.stream.IntStream;

import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.DistributedTask;
import org.pynenc.Pynenc;
import org.pynenc.sample.PhotoReport.RenderedThumbnail;

import org.springframework.stereotype.Component;

/**
 * Does all that is to be done with a new photo, by calling other tasks.
 */
@Component
class PhotoProcessor {

	static final String TASK_ID = "photos.process";

	private final Pynenc pynenc;

	private final Thumbnails thumbnails;

	private final PhotoInspector inspector;

	private final Captions captions;

	private final List<Integer> sizes;

	PhotoProcessor(Pynenc pynenc, Thumbnails thumbnails, PhotoInspector inspector, Captions captions,
			PhotoProperties properties) {
		this.pynenc = pynenc;
		this.thumbnails = thumbnails;
		this.inspector = inspector;
		this.captions = captions;
		this.sizes = properties.thumbnailSizes();
	}

	/**
	 * Processes a picture. While this body waits for other tasks, its slot on the runner
	 * is free for them.
	 * @param picture the picture
	 * @return the handle; its id is the photo's id
	 */
	@DistributedTask(id = TASK_ID)
	public DistributedInvocation<PhotoReport> process(Picture picture) {
		DistributedInvocationGroup<Thumbnail> rendering = this.pynenc.parallelize(this.sizes,
				(size) -> this.thumbnails.render(picture, size));
		PhotoFacts facts = this.inspector.inspect(picture);
		DistributedInvocation<String> caption = this.captions.describe(facts);
		return DistributedInvocation.of(new PhotoReport(facts, caption.result(), rendered(rendering)));
	}

	private List<RenderedThumbnail> rendered(DistributedInvocationGroup<Thumbnail> rendering) {
		List<Thumbnail> results = rendering.resultsInOrder();
		return IntStream.range(0, results.size()).mapToObj((index) -> {
			Thumbnail thumbnail = results.get(index);
			return new RenderedThumbnail(this.sizes.get(index), thumbnail.width(), thumbnail.height(),
					rendering.invocations().get(index).invocationId());
		}).toList();
	}

}
