package org.pynenc.actuate;

import java.lang.reflect.Proxy;
import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.ExecutionLostException;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.Pynenc;
import org.pynenc.SerializationException;
import org.pynenc.actuate.ReportApplication.Login;
import org.pynenc.state.StateBackend;
import org.pynenc.state.UnreadableInvocationException;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is seen of invocations whose state cannot be read.
 */
class UnreadableInvocationTests {

	@Test
	void aCallThatCannotBeReadEndsFailedAndSaysWhy() {
		Actuator.of(unreadable(), (actuator) -> {
			DistributedInvocation<?> broken = actuator.reports().build("2026-Q1", new Login("ada", "sesame"));
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(broken::result)
				.havingCause()
				.isInstanceOf(ExecutionLostException.class)
				.withMessage("The call is broken");
			JsonNode shown = actuator.get("/pynenc/invocations/" + broken.invocationId());
			assertThat(shown.get("outcome").get("status").asString()).isEqualTo("FAILED");
			assertThat(shown.get("outcome").get("reason").asString()).contains("The call is broken");
			assertThat(shown.has("call")).isFalse();
		});
	}

	@Test
	void whatWaitsAndCannotBeReadIsShownWithTheReason() {
		Actuator.of(unreadable().withPropertyValues("pynenc.runner.enabled=false"), (actuator) -> {
			InvocationId broken = actuator.reports().build("2026-Q1", new Login("ada", "sesame")).invocationId();
			JsonNode shown = actuator.get("/pynenc/invocations/" + broken);
			assertThat(shown.get("outcome").get("status").asString()).isEqualTo("REGISTERED");
			assertThat(shown.get("outcome").get("reason").asString()).isEqualTo("The call is broken");
			assertThatExceptionOfType(SerializationException.class)
				.isThrownBy(() -> actuator.bean(Pynenc.class).find(broken, Object.class).orElseThrow().call());
		});
	}

	private static WebApplicationContextRunner unreadable() {
		return Actuator.application().withBean("unreadable", StateBackend.class, UnreadableInvocationTests::broken);
	}

	private static StateBackend broken() {
		return (StateBackend) Proxy.newProxyInstance(StateBackend.class.getClassLoader(),
				new Class<?>[] { StateBackend.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "load" -> throw new UnreadableInvocationException(
							(InvocationId) ((Collection<?>) arguments[0]).iterator().next(), "The call is broken",
							null);
					case "toString" -> "broken";
					case "hashCode" -> 1;
					case "equals" -> proxy == arguments[0];
					default -> null;
				});
	}

}
