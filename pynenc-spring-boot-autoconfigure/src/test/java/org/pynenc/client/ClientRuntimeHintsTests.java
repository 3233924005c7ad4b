package org.pynenc.client;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.context.annotation.ImportRuntimeHints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

class ClientRuntimeHintsTests {

	@Test
	void keepsTheFormatOfReferences() {
		RuntimeHints hints = new RuntimeHints();
		new ClientRuntimeHints().registerHints(hints, null);
		assertThat(InvocationReference.class.getRecordComponents()).allSatisfy(
				(component) -> assertThat(reflection().onMethodInvocation(component.getAccessor())).accepts(hints));
		assertThat(Arrays.asList(InvocationReference.class.getDeclaredConstructors()))
			.allSatisfy((constructor) -> assertThat(reflection().onConstructorInvocation(constructor)).accepts(hints));
	}

	@Test
	void comesWithTheDoor() {
		assertThat(PynencClientAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class).value())
			.contains(ClientRuntimeHints.class);
	}

}
