package org.pynenc.serializer;

import java.util.Collection;
import java.util.List;

import org.pynenc.SerializationException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Failures to text and back. Its JSON is the same whatever the applications' mappers look
 * like.
 */
final class FailureCodec {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final ObjectWriter writer = MAPPER.writerFor(FailureDescription.class);

	private final ObjectReader reader = MAPPER.readerFor(FailureDescription.class);

	private final ExceptionFactory factory;

	FailureCodec(ExceptionFactory factory) {
		this.factory = factory;
	}

	String write(Throwable failure) {
		return this.writer.writeValueAsString(FailureDescriber.describe(failure));
	}

	Throwable read(String text, Collection<? extends Class<?>> declared) {
		try {
			FailureDescription description = this.reader.readValue(text);
			Assert.notNull(description, "There is no failure");
			return rebuild(bounded(description.chain()), declared);
		}
		catch (RuntimeException ex) {
			return new SerializationException("The text cannot be read as a failure: " + Explanation.ofReading(ex),
					null);
		}
	}

	/**
	 * A longer chain than we write could be too deep to print.
	 */
	private static List<FailureDescription.Link> bounded(List<FailureDescription.Link> chain) {
		return chain.subList(0, Math.min(chain.size(), FailureDescriber.MAX_CAUSES + 1));
	}

	private Throwable rebuild(List<FailureDescription.Link> chain, Collection<? extends Class<?>> declared) {
		Throwable cause = (chain.size() > 1) ? rebuild(chain.subList(1, chain.size()), declared) : null;
		return this.factory.create(chain.get(0), cause, declared);
	}

}
