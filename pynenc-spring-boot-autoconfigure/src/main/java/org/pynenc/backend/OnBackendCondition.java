package org.pynenc.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * Reads which backend is chosen for a component.
 */
class OnBackendCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Map<String, @Nullable Object> attributes = metadata
			.getAnnotationAttributes(ConditionalOnBackend.class.getName());
		Assert.state(attributes != null, "@ConditionalOnBackend is not there");
		String backend = String.valueOf(attributes.get("value"));
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnBackend.class, backend);
		if (OnModeCondition.chosen(context.getEnvironment()) == Mode.INLINE) {
			return ConditionOutcome.noMatch(message.because("inline mode has no backend to choose"));
		}
		List<Component> choosing = Arrays.stream((Component[]) attributes.get("components"))
			.filter((component) -> backend.equals(chosen(context.getEnvironment(), component)))
			.toList();
		return choosing.isEmpty() ? ConditionOutcome.noMatch(message.because("no component has chosen it"))
				: ConditionOutcome.match(message.foundExactly(choosing));
	}

	static String chosen(Environment environment, Component component) {
		String general = environment.getProperty(Component.DEFAULT_PROPERTY, Component.DEFAULT_BACKEND);
		return environment.getProperty(component.property(), general);
	}

	static String choosingProperty(Environment environment, Component component) {
		return environment.containsProperty(component.property()) ? component.property() : Component.DEFAULT_PROPERTY;
	}

}
