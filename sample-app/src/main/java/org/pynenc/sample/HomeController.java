package org.pynenc.sample;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Tells strangers with a terminal what to do.
 */
@RestController
class HomeController {

	@GetMapping("/")
	Home home() {
		String base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
		return new Home("A photo service whose work is done by distributed tasks",
				List.of("curl -i -X POST " + base + "/photos/example",
						"curl -i -F photo=@picture.jpg " + base + "/photos"),
				new Links(base + "/photos", base + "/actuator/health", base + "/actuator/metrics"));
	}

	/**
	 * What a stranger sees first.
	 *
	 * @param about what this is
	 * @param tryThis what to type into a terminal
	 * @param links where to look
	 */
	record Home(String about, List<String> tryThis, Links links) {
	}

	/**
	 * Where to look.
	 *
	 * @param photos the latest photos
	 * @param health whether all is well
	 * @param metrics what is measured
	 */
	record Links(String photos, String health, String metrics) {
	}

}
