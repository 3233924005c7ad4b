package org.pynenc.backend.redis;

import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;

/**
 * The fused lifecycle on a cluster, with Jedis.
 */
class RedisJedisClusterTests extends RedisClusterTests {

	@Override
	RedisParts parts(RedisCluster cluster) {
		JedisConnectionFactory connections = new JedisConnectionFactory(cluster.configuration());
		connections.afterPropertiesSet();
		connections.start();
		return new RedisParts(connections, connections::destroy);
	}

}
