package org.pynenc.sample;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.sample.PhotoView.Part;
import org.pynenc.sample.PhotoView.ThumbnailLink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
@ExtendWith(OutputCaptureExtension.class)
class PhotoApplicationTests {

	private static final int THUMBNAILS = 3;

	private PhotoClient client;

	@BeforeEach
	void client(@Autowired RestTestClient http) {
		this.client = new PhotoClient(http);
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpeg", "gif", "bmp" })
	void processesAnUploadedForm(String format) throws IOException {
		PhotoView photo = process(this.client.sendForm("photo", TestPictures.redAndBlue(format, 600, 400)));
		assertThat(photo.report().facts().format()).isEqualTo(format);
		assertThat(photo.report().facts().width()).isEqualTo(600);
		assertThat(photo.report().facts().height()).isEqualTo(400);
		assertThat(photo.report().thumbnails()).extracting(ThumbnailLink::size).containsExactly(64, 160, 320);
		for (ThumbnailLink thumbnail : photo.report().thumbnails()) {
			assertShowsRedAndBlue(thumbnail);
		}
	}

	@Test
	void processesARawBody() {
		PhotoView photo = process(
				this.client.send(MediaType.IMAGE_PNG, TestPictures.plain(new Color(16, 32, 48), 100, 200)));
		assertThat(photo.report().facts().averageColour()).isEqualTo("#102030");
		assertThat(photo.report().caption()).isEqualTo("A dark picture in portrait format");
	}

	@Test
	void processesAnExample() {
		PhotoView photo = process(this.client.http().post().uri("/photos/example?seed=7").exchange());
		assertThat(photo.report().facts().width()).isEqualTo(ExamplePicture.WIDTH);
		assertThat(photo.report().facts().bytes()).isEqualTo(new ExamplePicture().draw(7).length);
	}

	@Test
	void processesTenUploadsAtOnce() throws Exception {
		List<PhotoView> photos = atOnce(IntStream.range(0, 10)
			.<Callable<PhotoView>>mapToObj((index) -> () -> process(
					this.client.send(MediaType.IMAGE_PNG, TestPictures.plain(new Color(0, 0, index), 300, 300))))
			.toList());
		assertThat(photos).extracting(PhotoView::id).doesNotHaveDuplicates();
		assertThat(photos).extracting((photo) -> photo.report().facts().averageColour())
			.containsExactlyElementsOf(IntStream.range(0, 10).mapToObj((blue) -> "#00000" + blue).toList());
		assertThat(photos).allSatisfy((photo) -> assertThat(photo.report().thumbnails()).hasSize(THUMBNAILS));
	}

	@Test
	void showsTheRetryOfTheFlakyTask() {
		PhotoView photo = processExample();
		assertThat(photo.retries()).isZero();
		assertThat(photo.parts()).extracting(Part::name)
			.containsExactly("thumbnail 64", "thumbnail 160", "thumbnail 320", "inspection", "caption");
		assertThat(photo.parts()).extracting(Part::retries).containsExactly(0, 0, 0, 0, 1);
		assertThat(photo.parts().get(4).history()).extracting(StatusChange::status)
			.startsWith(InvocationStatus.REGISTERED)
			.containsOnlyOnce(InvocationStatus.RETRY)
			.endsWith(InvocationStatus.SUCCESS);
	}

	@Test
	void writesTheAuditLogWithoutAnybodyWaiting(CapturedOutput output) {
		PhotoView photo = this.client
			.accepted(this.client.send(MediaType.IMAGE_PNG, TestPictures.plain(Color.GREEN, 12, 34)));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(output).contains("Accepted photo " + photo.id() + ": png, 12 x 34 pixels"));
	}

	@Test
	void listsRecentPhotosNewestFirst() {
		PhotoView older = processExample();
		PhotoView newer = processExample();
		this.client.get("/photos")
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$[0].id")
			.isEqualTo(newer.id())
			.jsonPath("$[1].href")
			.isEqualTo(older.href())
			.jsonPath("$[0].status")
			.isEqualTo("SUCCESS");
	}

	@ParameterizedTest
	@CsvSource({ "photos.process, 1", "photoInspector.inspect, 1", "captions.describe, 1", "thumbnails.render, 3",
			"auditLog.accepted, 1" })
	void countsAndTimesInvocations(String task, int calls) {
		List<String> meters = List.of("pynenc.invocations?tag=status:SUCCESS&tag=task:" + task,
				"pynenc.invocation.duration?tag=task:" + task, "pynenc.invocation.wait?tag=task:" + task);
		List<Double> before = meters.stream().map(this::count).toList();
		processExample();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(meters).zipSatisfy(before,
					(meter, former) -> assertThat(count(meter)).as(meter).isGreaterThanOrEqualTo(former + calls)));
	}

	@ParameterizedTest
	@CsvSource({ "pynenc.queue.size, queue", "pynenc.runner.slots, state" })
	void gaugesQueuesAndSlots(String meter, String tag) {
		processExample();
		this.client.get("/actuator/metrics/" + meter)
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.availableTags[?(@.tag == '" + tag + "')].values[*]")
			.isNotEmpty();
	}

	@Test
	void showsOperatorsWhatThePhotoIsMadeOfAndHidesThePicture() {
		PhotoView photo = processExample();
		JsonNode shown = JsonMapper.shared()
			.readTree(this.client.get("/actuator/pynenc/invocations/" + photo.id())
				.expectStatus()
				.isOk()
				.returnResult(byte[].class)
				.getResponseBody());
		assertThat(shown.at("/standing/task").asString()).isEqualTo(PhotoProcessor.TASK_ID);
		assertThat(shown.at("/standing/status").asString()).isEqualTo("SUCCESS");
		assertThat(shown.at("/call/arguments")).isNotEmpty().allMatch((value) -> value.asString().equals("******"));
		assertThat(shown.at("/children/invocations")).extracting((child) -> child.get("task").asString())
			.contains(PhotoInspector.TASK_ID, Thumbnails.TASK_ID, Captions.TASK_ID);
	}

	@Test
	void isHealthy() {
		this.client.get("/actuator/health").expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("UP");
	}

	static Stream<Arguments> unacceptableUploads() {
		return Stream.of(Arguments.of(HttpStatus.BAD_REQUEST, "empty", new byte[0]),
				Arguments.of(HttpStatus.BAD_REQUEST, "broken or incomplete",
						TestPictures.firstHalf(TestPictures.redAndBlue("png", 300, 200))),
				Arguments.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "no PNG, JPEG, GIF or BMP", TestPictures.noise(500)),
				Arguments.of(HttpStatus.CONTENT_TOO_LARGE, "9999 x 9999", TestPictures.pngThatClaims(9999, 9999)),
				Arguments.of(HttpStatus.CONTENT_TOO_LARGE, "Send a smaller picture",
						TestPictures.noise(12 * 1024 * 1024)));
	}

	@ParameterizedTest
	@MethodSource("unacceptableUploads")
	void explainsWhyAnUploadIsNotAccepted(HttpStatus status, String reason, byte[] upload) {
		assertProblem(this.client.send(MediaType.IMAGE_PNG, upload), status, reason);
		assertProblem(this.client.sendForm("photo", upload), status, reason);
	}

	@Test
	void asksForTheMissingField() {
		assertProblem(this.client.sendForm("file", TestPictures.redAndBlue("png", 30, 20)), HttpStatus.BAD_REQUEST,
				"no file in its field 'photo'");
	}

	@Test
	void asksForAFormThatIsWhole() {
		MediaType form = MediaType.parseMediaType("multipart/form-data; boundary=x");
		byte[] start = "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\nabc".getBytes();
		assertProblem(this.client.send(form, start), HttpStatus.BAD_REQUEST, "The form is broken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded" })
	void asksForAnAcceptableContentType(String contentType) {
		assertProblem(this.client.send(MediaType.parseMediaType(contentType), TestPictures.redAndBlue("png", 30, 20)),
				HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content type such as image/png");
	}

	@Test
	void knowsNoOtherPhotosAndThumbnails() {
		assertProblem(this.client.get("/photos/00000000-0000-7000-8000-000000000000"), HttpStatus.NOT_FOUND,
				"There is no photo");
		PhotoView photo = processExample();
		assertProblem(this.client.get(photo.href() + "/thumbnails/1"), HttpStatus.NOT_FOUND, "no thumbnail of size 1");
		assertProblem(this.client.get("/photos/" + photo.parts().get(0).id()), HttpStatus.NOT_FOUND,
				"There is no photo");
	}

	private PhotoView processExample() {
		return process(this.client.http().post().uri("/photos/example").exchange());
	}

	private PhotoView process(ResponseSpec answer) {
		PhotoView photo = this.client.awaitEnd(this.client.accepted(answer));
		assertThat(photo.failure()).isNull();
		assertThat(photo.status()).isEqualTo(InvocationStatus.SUCCESS);
		return photo;
	}

	private static <T> List<T> atOnce(List<Callable<T>> actions) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(actions.size());
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> result : executor.invokeAll(actions)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void assertShowsRedAndBlue(ThumbnailLink thumbnail) throws IOException {
		byte[] bytes = this.client.get(thumbnail.href())
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType(MediaType.IMAGE_JPEG)
			.returnResult(byte[].class)
			.getResponseBody();
		BufferedImage image = TestPictures.decode(bytes);
		assertThat(image.getWidth()).isEqualTo(thumbnail.width()).isEqualTo(thumbnail.size());
		assertThat(image.getHeight()).isEqualTo(thumbnail.height()).isEqualTo(Math.round(thumbnail.size() * 2 / 3.0F));
		assertColour(image.getRGB(image.getWidth() / 4, image.getHeight() / 2), Color.RED);
		assertColour(image.getRGB(image.getWidth() * 3 / 4, image.getHeight() / 2), Color.BLUE);
	}

	private static void assertColour(int pixel, Color expected) {
		Color colour = new Color(pixel);
		assertThat(colour.getRed()).isCloseTo(expected.getRed(), Offset.offset(12));
		assertThat(colour.getBlue()).isCloseTo(expected.getBlue(), Offset.offset(12));
	}

	private double count(String meter) {
		EntityExchangeResult<Meter> answer = this.client.get("/actuator/metrics/" + meter).returnResult(Meter.class);
		// A meter is there once something was measured.
		return (answer.getStatus() == HttpStatus.NOT_FOUND) ? 0 : answer.getResponseBody().count();
	}

	private static void assertProblem(ResponseSpec answer, HttpStatus status, String reason) {
		answer.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains(reason));
	}

	private record Meter(List<Measurement> measurements) {

		double count() {
			return this.measurements.stream()
				.filter((measurement) -> measurement.statistic().equals("COUNT"))
				.mapToDouble(Measurement::value)
				.sum();
		}

	}

	private record Measurement(String statistic, double value) {
	}

}
