package org.pynenc.backend.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Deletes keys of the application step by step, so that no step keeps the server from
 * other work for long.
 */
final class RedisPurge {

	private static final String AT_THE_END = "0";

	private RedisPurge() {
	}

	/**
	 * Deletes the keys that begin in one of the given ways.
	 * @param scripts of the application
	 * @param beginnings without the application's prefix
	 */
	static void of(RedisScripts scripts, String... beginnings) {
		String cursor = AT_THE_END;
		do {
			List<String> arguments = new ArrayList<>(List.of(cursor));
			arguments.addAll(Arrays.asList(beginnings));
			cursor = scripts.run("unlink", arguments).text();
		}
		while (!cursor.equals(AT_THE_END));
	}

}
