package org.pynenc.backend.redis;

import java.util.Properties;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.BackendUnavailableException;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Looks at Redis when the application starts. A layout of the keys that is newer than
 * this version's ends the start; the server's habit of evicting keys is warned of. A
 * Redis that is away does not hinder the start, unless it is asked to: what needs it
 * comes up with it, and every script looks at the layout again.
 */
class RedisStartCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(RedisStartCheck.class);

	private static final String POLICY = "maxmemory_policy";

	private static final String HARMLESS = "noeviction";

	private final RedisConnectionFactory connectionFactory;

	private final RedisScripts scripts;

	private final boolean failFast;

	RedisStartCheck(RedisConnectionFactory connectionFactory, RedisScripts scripts, boolean failFast) {
		this.connectionFactory = connectionFactory;
		this.scripts = scripts;
		this.failFast = failFast;
	}

	@Override
	public void afterSingletonsInstantiated() {
		try {
			this.scripts.run("layout");
		}
		catch (NewerLayoutException ex) {
			throw ex;
		}
		catch (BackendUnavailableException ex) {
			if (this.failFast) {
				throw ex;
			}
			logger.warn("Redis is not there yet; calls fail and the runner waits until it is (pynenc.fail-fast=true "
					+ "ends the start instead): " + ex.getMessage());
			return;
		}
		warnOfEviction();
	}

	private void warnOfEviction() {
		String policy = policy();
		if (policy != null && !policy.equals(HARMLESS)) {
			logger.warn("Redis has the maxmemory-policy '" + policy + "' and may delete invocations, queues and leases "
					+ "when its memory is full. Set it to '" + HARMLESS + "'");
		}
	}

	/**
	 * Asks every node of a cluster; there each name has the node before it.
	 * @return the first policy that is not harmless, else any, or {@code null} if none is
	 * told
	 */
	private @Nullable String policy() {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			Properties memory = connection.serverCommands().info("memory");
			return (memory != null) ? policy(memory) : null;
		}
		catch (DataAccessException ex) {
			logger.debug("Redis does not tell its maxmemory-policy", ex);
			return null;
		}
	}

	private static @Nullable String policy(Properties memory) {
		return memory.stringPropertyNames()
			.stream()
			.filter((name) -> name.endsWith(POLICY))
			.map(memory::getProperty)
			.reduce((one, other) -> one.equals(HARMLESS) ? other : one)
			.orElse(null);
	}

}
