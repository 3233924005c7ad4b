package org.pynenc.backend.redis;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedisVersionTests {

	@ParameterizedTest
	@ValueSource(strings = { "2.8.19", "5.0.14", "6.0.16", "6.1.240" })
	void olderOnesAreTooOld(String version) {
		assertThat(RedisVersion.isTooOld(version)).isTrue();
	}

	/**
	 * The last ones are what Valkey 8 says of itself, and what says nothing.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "6.2.0", "6.2.14", "6.10.1", "7.0.15", "8.0", "10.0.1", "7.2.4", "255.255.255", "unstable",
			"" })
	void newerOnesAndUnknownOnesAreNot(String version) {
		assertThat(RedisVersion.isTooOld(version)).isFalse();
	}

}
