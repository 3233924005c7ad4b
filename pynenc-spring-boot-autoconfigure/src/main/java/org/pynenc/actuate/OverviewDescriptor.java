package org.pynenc.actuate;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The engine at a glance.
 *
 * @param application the name that isolates this application from others, if it has one
 * @param mode where bodies run, as {@code pynenc.mode} has it
 * @param components the class that serves each component, by the component's name
 * @param tasks how many tasks this node knows
 * @param runners how many runners are alive, on all nodes
 * @param invocations how many invocations stand at each status
 */
record OverviewDescriptor(@Nullable String application, String mode, Map<String, String> components, int tasks,
		int runners, Map<InvocationStatus, Long> invocations) implements OperationResponseBody {
}
