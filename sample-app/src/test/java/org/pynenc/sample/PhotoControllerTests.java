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
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotFoundException;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.sample.PhotoReport.RenderedThumbnail;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@WebMvcTest(PhotoController.class)
@Import({ UploadCheck.class, ExamplePicture.class })
class PhotoControllerTests {

	private static final PhotoFacts FACTS = new PhotoFacts("png", 300, 200, 99, "#ffffff", 1);

	private static final Thumbnail THUMBNAIL = new Thumbnail(64, 43, "image/jpeg", new byte[] { 1, 2, 3 });

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private Photos photos;

	private final InvocationId id = InvocationId.create();

	private final InvocationId captionId = InvocationId.create();

	private final RenderedThumbnail rendered = new RenderedThumbnail(64, 64, 43, InvocationId.create());

	private final DistributedInvocation<Thumbnail> rendering = mock();

	private final DistributedInvocation<PhotoReport> photo = mock();

	@BeforeEach
	void onePhoto() {
		given(this.photo.invocationId()).willReturn(this.id);
		given(this.photos.find(this.id)).willReturn(Optional.of(this.photo));
		given(this.photos.add(any())).willReturn(this.photo);
		given(this.rendering.invocationId()).willReturn(this.rendered.invocation());
		given(this.rendering.call())
			.willReturn(new Call(new TaskId(Thumbnails.TASK_ID), new Arguments(Map.of("size", "64"))));
		photoIs(InvocationStatus.REGISTERED);
	}

	@Test
	void acceptsAnUploadAndSaysWhereItIs() {
		MvcTestResult answer = this.mvc.post()
			.uri("/photos")
			.contentType(MediaType.IMAGE_PNG)
			.content(TestPictures.redAndBlue("png", 30, 20))
			.exchange();
		assertThat(answer).hasStatus(HttpStatus.ACCEPTED).hasHeader("Location", "/photos/" + this.id);
		assertThat(answer).bodyJson().isStrictlyEqualTo("""
				{ "id": "%1$s", "href": "/photos/%1$s", "task": "photos.process", "status": "REGISTERED", "retries": 0,
				  "history": [], "parts": [] }
				""".formatted(this.id));
	}

	@Test
	void showsTheReportOnceItIsThere() {
		photoIs(InvocationStatus.SUCCESS);
		given(this.photo.finalResult()).willReturn(report());
		DistributedInvocation<Object> caption = mock();
		given(caption.status()).willReturn(InvocationStatus.SUCCESS);
		given(caption.numRetries()).willReturn(2);
		given(caption.history())
			.willReturn(List.of(new StatusChange(InvocationStatus.RETRY, "runner", Instant.ofEpochSecond(1))));
		given(caption.invocationId()).willReturn(this.captionId);
		given(caption.call()).willReturn(new Call(new TaskId(Captions.TASK_ID), Arguments.none()));
		List<PhotoPart> parts = List.of(part(caption));
		given(this.photos.parts(this.id)).willReturn(parts);
		assertThat(get("")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo(
					"""
							{ "id": "%1$s", "href": "/photos/%1$s", "task": "photos.process", "status": "SUCCESS", "retries": 0, "history": [],
							  "report": {
							    "facts": { "format": "png", "width": 300, "height": 200, "bytes": 99,
							               "averageColour": "#ffffff", "brightness": 1.0 },
							    "caption": "A picture",
							    "thumbnails": [
							      { "size": 64, "width": 64, "height": 43, "href": "/photos/%1$s/thumbnails/64" } ] },
							  "parts": [
							    { "name": "caption", "task": "captions.describe", "id": "%2$s", "status": "SUCCESS", "retries": 2,
							      "history": [ { "status": "RETRY", "runner": "runner", "at": "1970-01-01T00:00:01Z" } ] } ] }
							"""
						.formatted(this.id, this.captionId));
	}

	@Test
	void showsThePartsBeforeThereIsAReport() {
		photoIs(InvocationStatus.PAUSED);
		given(this.rendering.status()).willReturn(InvocationStatus.SUCCESS);
		List<PhotoPart> parts = List.of(part(this.rendering));
		given(this.photos.parts(this.id)).willReturn(parts);
		assertThat(get("")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.parts")
			.asArray()
			.singleElement()
			.isEqualTo(Map.of("name", "thumbnail 64", "task", "thumbnails.render", "id",
					this.rendered.invocation().toString(), "status", "SUCCESS", "retries", 0, "history", List.of(),
					"href", "/photos/" + this.id + "/thumbnails/64"));
	}

	@Test
	void showsWhyThereIsNoReport() {
		photoFailed();
		assertThat(get("")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.status", (status) -> assertThat(status).isEqualTo("FAILED"))
			.hasPathSatisfying("$.failure", (failure) -> assertThat(failure).isEqualTo("no caption"))
			.doesNotHavePath("$.report");
	}

	@Test
	void givesAThumbnailBeforeThePhotoIsReady() {
		photoIs(InvocationStatus.PAUSED);
		given(this.photos.thumbnail(this.id, null, 64)).willReturn(Optional.of(this.rendering));
		given(this.rendering.status()).willReturn(InvocationStatus.SUCCESS);
		given(this.rendering.finalResult()).willReturn(THUMBNAIL);
		MvcTestResult answer = get("/thumbnails/64");
		assertThat(answer).hasStatusOk()
			.hasHeader("Cache-Control", "max-age=3600, private, immutable")
			.hasContentType(MediaType.IMAGE_JPEG)
			.body()
			.isEqualTo(THUMBNAIL.bytes());
	}

	@Test
	void givesAThumbnailThatOnlyTheReportNames() {
		photoIs(InvocationStatus.SUCCESS);
		given(this.photo.finalResult()).willReturn(report());
		given(this.photos.thumbnail(this.id, report(), 64)).willReturn(Optional.of(this.rendering));
		given(this.rendering.status()).willReturn(InvocationStatus.SUCCESS);
		given(this.rendering.finalResult()).willReturn(THUMBNAIL);
		assertThat(get("/thumbnails/64")).hasStatusOk().body().isEqualTo(THUMBNAIL.bytes());
	}

	@Test
	void asksForPatienceWhileAThumbnailIsNotThere() {
		MvcTestResult notCalled = get("/thumbnails/64");
		assertThat(notCalled).hasHeader("Retry-After", "1");
		assertProblem(notCalled, HttpStatus.CONFLICT, "not there yet");
		given(this.photos.thumbnail(this.id, null, 64)).willReturn(Optional.of(this.rendering));
		given(this.rendering.status()).willReturn(InvocationStatus.RUNNING);
		assertProblem(get("/thumbnails/64"), HttpStatus.CONFLICT, "not there yet");
	}

	@Test
	void saysWhyAThumbnailCouldNotBeDrawn() {
		given(this.photos.thumbnail(this.id, null, 64)).willReturn(Optional.of(this.rendering));
		given(this.rendering.status()).willReturn(InvocationStatus.FAILED);
		given(this.rendering.finalResult())
			.willThrow(new InvocationFailedException(this.id, null, new IllegalStateException("out of paint")));
		assertProblem(get("/thumbnails/64"), HttpStatus.NOT_FOUND, "could not be drawn: out of paint");
	}

	@Test
	void knowsNoThumbnailOfAFailedPhotoThatHasNone() {
		photoFailed();
		assertProblem(get("/thumbnails/64"), HttpStatus.NOT_FOUND, "no thumbnail of size 64");
	}

	@Test
	void knowsNoThumbnailOfAnotherSizeOrOneThatIsDeleted() {
		photoIs(InvocationStatus.SUCCESS);
		given(this.photo.finalResult()).willReturn(report());
		assertProblem(get("/thumbnails/65"), HttpStatus.NOT_FOUND, "no thumbnail of size 65, or it has been deleted");
	}

	@Test
	void knowsNoOtherPhoto() {
		InvocationId other = InvocationId.create();
		MvcTestResult answer = this.mvc.get().uri("/photos/{id}", other).exchange();
		assertProblem(answer, HttpStatus.NOT_FOUND, "There is no photo " + other);
	}

	@Test
	void saysThatAPhotoGoesAwayWhileItIsShown() {
		given(this.photo.status()).willThrow(new InvocationNotFoundException(this.id, null));
		assertProblem(get(""), HttpStatus.NOT_FOUND, "deleted meanwhile");
	}

	@Test
	void refusesWhatIsNoId() {
		MvcTestResult answer = this.mvc.get().uri("/photos/holiday").exchange();
		assertProblem(answer, HttpStatus.BAD_REQUEST, "'holiday' is no valid id");
	}

	@Test
	void listsRecentPhotos() {
		given(this.photos.recent()).willReturn(List.of(this.photo));
		assertThat(this.mvc.get().uri("/photos")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
				[ { "id": "%1$s", "href": "/photos/%1$s", "status": "REGISTERED" } ]
				""".formatted(this.id));
	}

	@Test
	void listsTheReportsOfThoseThatAreReady() {
		photoIs(InvocationStatus.SUCCESS);
		given(this.photo.finalResult()).willReturn(report());
		given(this.photos.recent()).willReturn(List.of(this.photo));
		assertThat(this.mvc.get().uri("/photos")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$[0].report.caption", (caption) -> assertThat(caption).isEqualTo("A picture"))
			.hasPathSatisfying("$[0].report.thumbnails[0].href",
					(href) -> assertThat(href).isEqualTo("/photos/" + this.id + "/thumbnails/64"));
	}

	private MvcTestResult get(String path) {
		return this.mvc.get().uri("/photos/" + this.id + path).exchange();
	}

	private static PhotoPart part(DistributedInvocation<?> call) {
		return new PhotoPart(PhotoPart.Purpose.of(call.call()), call);
	}

	private PhotoReport report() {
		return new PhotoReport(FACTS, "A picture", List.of(this.rendered));
	}

	private void photoIs(InvocationStatus status) {
		given(this.photo.status()).willReturn(status);
	}

	private void photoFailed() {
		photoIs(InvocationStatus.FAILED);
		given(this.photo.finalResult())
			.willThrow(new InvocationFailedException(this.id, null, new IllegalStateException("no caption")));
	}

	private static void assertProblem(MvcTestResult answer, HttpStatus status, String reason) {
		assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains(reason);
	}

}
