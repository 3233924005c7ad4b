package org.pynenc.task;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.ConcurrencyControl;
import org.pynenc.OnDifferentArguments;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Options of tasks that are set without code.
 *
 * @param taskDefaults Options of every task that does not set them itself.
 * @param tasks Options of single tasks, by id or alias, which go before those of the
 * annotation. An id with dots is written in brackets, as in '[reports.build]'. Defaults
 * to none.
 */
@ConfigurationProperties("pynenc")
record TaskProperties(@DefaultValue Options taskDefaults, @DefaultValue Map<String, Options> tasks) {

	TaskProperties {
		tasks = Map.copyOf(tasks);
	}

	/**
	 * The options that have a property; {@code null} for what is not set.
	 *
	 * @param queue Queue that the invocations wait in.
	 * @param maxRetries How often a failed body is tried again.
	 * @param retryFor Exceptions that a retry is made for, subclasses included. Defaults
	 * to every Exception.
	 * @param noRetryFor Exceptions that no retry is made for, even when 'retry-for'
	 * includes them. Defaults to none.
	 * @param maxRecoveries How often a body that had started is run again because its
	 * runner died.
	 * @param registrationConcurrency Which calls count as equal when they are registered:
	 * a call equal to a waiting one is reused of it.
	 * @param keyArguments Names of the parameters that make the key for 'keys'. Defaults
	 * to none.
	 * @param onDifferentArguments What becomes of a call for which an equal one is
	 * waiting that has other arguments.
	 */
	record Options(@Nullable String queue, @Nullable Integer maxRetries,
			@Nullable List<Class<? extends Throwable>> retryFor, @Nullable List<Class<? extends Throwable>> noRetryFor,
			@Nullable Integer maxRecoveries, @Nullable ConcurrencyControl registrationConcurrency,
			@Nullable List<String> keyArguments, @Nullable OnDifferentArguments onDifferentArguments) {

		Options {
			keyArguments = (keyArguments != null) ? List.copyOf(keyArguments) : null;
			Assert.isTrue(queue == null || StringUtils.hasText(queue), "queue must not be blank");
			Assert.isTrue(maxRetries == null || maxRetries >= 0, "max-retries must be 0 or more");
			Assert.isTrue(maxRecoveries == null || maxRecoveries >= 0, "max-recoveries must be 0 or more");
			retryFor = throwables("retry-for", retryFor);
			noRetryFor = throwables("no-retry-for", noRetryFor);
		}

		private static @Nullable List<Class<? extends Throwable>> throwables(String option,
				@Nullable List<Class<? extends Throwable>> types) {
			if (types == null) {
				return null;
			}
			// The binder does not look at the bound.
			types.forEach((type) -> Assert.isTrue(Throwable.class.isAssignableFrom((Class<?>) type),
					() -> option + " must name exceptions, and " + ((Class<?>) type).getName() + " is none"));
			return List.copyOf(types);
		}

	}

}
