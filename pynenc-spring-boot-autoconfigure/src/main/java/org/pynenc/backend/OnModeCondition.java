package org.pynenc.backend;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Reads which mode is chosen, as the properties are bound: both must agree, however it is
 * spelt.
 */
class OnModeCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Mode wanted = metadata.getAnnotations().get(ConditionalOnMode.class).getEnum("value", Mode.class);
		Mode chosen = chosen(context.getEnvironment());
		ConditionMessage message = ConditionMessage.forCondition(ConditionalOnMode.class, wanted).foundExactly(chosen);
		return new ConditionOutcome(chosen == wanted, message);
	}

	static Mode chosen(Environment environment) {
		return Binder.get(environment).bind("pynenc.mode", Mode.class).orElse(Mode.DISTRIBUTED);
	}

}
