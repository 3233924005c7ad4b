package org.pynenc.sample;

import org.springframework.stereotype.Component;

/**
 * Stands for a service elsewhere that fails now and then. It fails by the number of the
 * attempt and not by chance, so that every photo shows a retry, on whichever JVM.
 */
@Component
class CaptionService {

	private final int failures;

	CaptionService(PhotoProperties properties) {
		this.failures = properties.captionFailures();
	}

	String caption(PhotoFacts facts, int attempt) {
		if (attempt <= this.failures) {
			throw new CaptionServiceException("The caption service did not answer attempt " + attempt);
		}
		return "A " + brightness(facts) + " picture in " + shape(facts) + " format";
	}

	private static String brightness(PhotoFacts facts) {
		if (facts.brightness() < 0.35) {
			return "dark";
		}
		return (facts.brightness() > 0.65) ? "bright" : "balanced";
	}

	private static String shape(PhotoFacts facts) {
		if (facts.width() == facts.height()) {
			return "square";
		}
		return (facts.width() > facts.height()) ? "landscape" : "portrait";
	}

}
