package org.pynenc.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Photos over HTTP.
 */
@RestController
@RequestMapping("/photos")
class PhotoController {

	private final Photos photos;

	private final UploadCheck uploadCheck;

	private final ExamplePicture examplePicture;

	PhotoController(Photos photos, UploadCheck uploadCheck, ExamplePicture examplePicture) {
		this.photos = photos;
		this.uploadCheck = uploadCheck;
		this.examplePicture = examplePicture;
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ResponseEntity<PhotoView> upload(@RequestPart("photo") MultipartFile photo) throws IOException {
		try (InputStream upload = photo.getInputStream()) {
			return add(upload);
		}
	}

	@PostMapping(consumes = "image/*")
	ResponseEntity<PhotoView> upload(InputStream photo) throws IOException {
		return add(photo);
	}

	@PostMapping("/example")
	ResponseEntity<PhotoView> example(@RequestParam(defaultValue = "1") long seed) throws IOException {
		return add(new ByteArrayInputStream(this.examplePicture.draw(seed)));
	}

	@GetMapping
	List<PhotoView.Summary> recent() {
		return this.photos.recent().stream().map(PhotoView.Summary::of).toList();
	}

	@GetMapping("/{id}")
	PhotoView photo(@PathVariable InvocationId id) {
		return PhotoView.of(find(id), this.photos);
	}

	@GetMapping("/{id}/thumbnails/{size}")
	ResponseEntity<byte[]> thumbnail(@PathVariable InvocationId id, @PathVariable int size) {
		DistributedInvocation<PhotoReport> photo = find(id);
		PhotoReport report = reportIfAny(photo);
		Thumbnail thumbnail = this.photos.thumbnail(id, report, size)
			.map((rendering) -> ended(rendering, id))
			.orElseThrow(() -> noThumbnail(photo, size));
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(thumbnail.contentType()))
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate().immutable())
			.body(thumbnail.bytes());
	}

	private ResponseEntity<PhotoView> add(InputStream upload) throws IOException {
		PhotoView view = PhotoView.of(this.photos.add(this.uploadCheck.read(upload)), this.photos);
		return ResponseEntity.accepted().location(URI.create(view.href())).body(view);
	}

	private DistributedInvocation<PhotoReport> find(InvocationId id) {
		return this.photos.find(id)
			.orElseThrow(() -> notFound(
					"There is no photo " + id + ", or it has been deleted. The latest ones are at /photos."));
	}

	private static @Nullable PhotoReport reportIfAny(DistributedInvocation<PhotoReport> photo) {
		return (photo.status() == InvocationStatus.SUCCESS) ? photo.finalResult() : null;
	}

	private static Thumbnail ended(DistributedInvocation<Thumbnail> rendering, InvocationId photo) {
		if (!rendering.status().isFinal()) {
			throw notYet(photo);
		}
		try {
			return rendering.finalResult();
		}
		catch (InvocationException ex) {
			throw notFound("The thumbnail could not be drawn: " + PhotoView.sentence(ex));
		}
	}

	private static PhotoProblemException noThumbnail(DistributedInvocation<?> photo, int size) {
		return photo.status().isFinal() ? notFound(
				"There is no thumbnail of size " + size + ", or it has been deleted; the photo lists those there are.")
				: notYet(photo.invocationId());
	}

	private static PhotoProblemException notYet(InvocationId photo) {
		PhotoProblemException problem = new PhotoProblemException(HttpStatus.CONFLICT,
				"The thumbnail is not there yet. Ask again in a moment, or look at " + PhotoView.href(photo) + ".");
		problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
		return problem;
	}

	private static PhotoProblemException notFound(String detail) {
		return new PhotoProblemException(HttpStatus.NOT_FOUND, detail);
	}

}
