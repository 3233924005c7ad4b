package org.pynenc.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationException;
import org.pynenc.InvocationId;
import org.pynenc.sample.PhotoReport.RenderedThumbnail;

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
		RenderedThumbnail rendered = report(find(id)).thumbnails()
			.stream()
			.filter((candidate) -> candidate.size() == size)
			.findFirst()
			.orElseThrow(
					() -> notFound("There is no thumbnail of size " + size + "; the photo lists those there are."));
		Thumbnail thumbnail = this.photos.find(rendered)
			.orElseThrow(() -> notFound("The thumbnail has been deleted. Upload the photo again."));
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(thumbnail.contentType()))
			.body(thumbnail.bytes());
	}

	private ResponseEntity<PhotoView> add(InputStream upload) throws IOException {
		PhotoView view = PhotoView.of(this.photos.add(this.uploadCheck.read(upload)), this.photos);
		return ResponseEntity.accepted().location(URI.create(view.href())).body(view);
	}

	private DistributedInvocation<PhotoReport> find(InvocationId id) {
		return this.photos.find(id)
			.orElseThrow(
					() -> notFound("There is no photo " + id + ", or it has been deleted. GET /photos lists some."));
	}

	private static PhotoReport report(DistributedInvocation<PhotoReport> photo) {
		if (!photo.status().isFinal()) {
			throw notYet(photo);
		}
		try {
			return photo.finalResult();
		}
		catch (InvocationException ex) {
			throw notFound("The photo has no thumbnails: " + ex.getMessage());
		}
	}

	private static PhotoProblemException notYet(DistributedInvocation<PhotoReport> photo) {
		PhotoProblemException problem = new PhotoProblemException(HttpStatus.CONFLICT,
				"The photo is still being processed. Ask again once the status at "
						+ PhotoView.href(photo.invocationId()) + " is SUCCESS.");
		problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
		return problem;
	}

	private static PhotoProblemException notFound(String detail) {
		return new PhotoProblemException(HttpStatus.NOT_FOUND, detail);
	}

}
