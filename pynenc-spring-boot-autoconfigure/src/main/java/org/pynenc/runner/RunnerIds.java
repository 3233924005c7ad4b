package org.pynenc.runner;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import org.pynenc.invocation.RunnerId;

import org.springframework.util.StringUtils;

/**
 * Names runners so that an operator finds the process: host, process id, and a random
 * part for each start.
 */
final class RunnerIds {

	private RunnerIds() {
	}

	static RunnerId create() {
		String host = System.getenv("HOSTNAME");
		String random = String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
		return new RunnerId(
				(StringUtils.hasText(host) ? host : "jvm") + "-" + ProcessHandle.current().pid() + "-" + random);
	}

}
