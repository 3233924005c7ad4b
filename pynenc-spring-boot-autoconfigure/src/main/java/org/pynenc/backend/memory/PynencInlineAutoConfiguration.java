package org.pynenc.backend.memory;

import java.time.Clock;

import org.pynenc.backend.ConditionalOnMode;
import org.pynenc.backend.Mode;
import org.pynenc.backend.PynencBackendAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Auto-configuration of what inline mode works on. It goes before beans of the
 * application's own, which may lead to where its production works.
 */
@AutoConfiguration(after = PynencBackendAutoConfiguration.class)
@ConditionalOnMode(Mode.INLINE)
public final class PynencInlineAutoConfiguration {

	@Bean
	@Primary
	InlineOrchestrator pynencInlineOrchestrator() {
		return new InlineOrchestrator(Clock.systemUTC());
	}

	@Bean
	@Primary
	InlineBroker pynencInlineBroker() {
		return new InlineBroker();
	}

	@Bean
	@Primary
	MemoryStateBackend pynencInlineStateBackend() {
		return new MemoryStateBackend(Clock.systemUTC());
	}

}
