package org.pynenc.backend.redis;

import java.util.List;
import java.util.Properties;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.pynenc.BackendUnavailableException;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Looks at Redis when the application starts. A layout of the keys that is newer than
 * this version's ends the start; an old server and the habit of evicting keys are warned
 * of. A Redis that is away does not hinder the start, unless it is asked to: what needs
 * it comes up with it, and every script looks at the layout again.
 */
class RedisStartCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(RedisStartCheck.class);

	/**
	 * Valkey tells here the version of Redis that it is compatible with.
	 */
	private static final String VERSION = "redis_version";

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
		warnOfAge();
		warnOfEviction();
	}

	private void warnOfAge() {
		info("server", VERSION).stream()
			.filter(RedisVersion::isTooOld)
			.findFirst()
			.ifPresent((version) -> logger
				.warn("Redis has the version " + version + ", on which this was never tested: "
						+ "calls may fail or go astray. Use Redis " + RedisVersion.OLDEST + " or later, or Valkey"));
	}

	private void warnOfEviction() {
		info("memory", POLICY).stream()
			.filter((policy) -> !policy.equals(HARMLESS))
			.findFirst()
			.ifPresent((policy) -> logger.warn("Redis has the maxmemory-policy '" + policy
					+ "' and may delete invocations, queues and leases when its memory is full. Set it to '" + HARMLESS
					+ "'"));
	}

	/**
	 * Asks every node of a cluster; there each name has the node before it.
	 * @return what the nodes tell, or nothing if they do not
	 */
	private List<String> info(String section, String name) {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			Properties info = connection.serverCommands().info(section);
			return (info != null) ? info.stringPropertyNames()
				.stream()
				.filter((property) -> property.endsWith(name))
				.map(info::getProperty)
				.toList() : List.of();
		}
		catch (DataAccessException ex) {
			logger.debug("Redis does not tell its " + name, ex);
			return List.of();
		}
	}

}
