package org.pynenc.backend.redis;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.data.redis.core.script.DigestUtils;

/**
 * Tells tests of other packages which script has which digest.
 */
public final class RedisScriptDigests {

	private static final Set<String> PARTS = Set.of("prelude", "epilogue");

	private RedisScriptDigests() {
	}

	public static Map<String, String> names() throws IOException {
		Map<String, String> names = new HashMap<>();
		for (Resource file : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:" + RedisScriptText.FOLDER + "*.lua")) {
			String name = String.valueOf(file.getFilename()).replace(".lua", "");
			if (!PARTS.contains(name)) {
				names.put(DigestUtils.sha1DigestAsHex(RedisScriptText.of(name)), name);
			}
		}
		return names;
	}

}
