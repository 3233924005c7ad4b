package org.pynenc.backend.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import org.awaitility.Awaitility;

import org.springframework.data.redis.connection.RedisClusterConfiguration;

/**
 * A real Redis cluster of three servers without replicas, on the loopback address.
 */
final class RedisCluster implements AutoCloseable {

	private static final int SLOTS = 16384;

	private static final int SIZE = 3;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/**
	 * The servers talk to each other on a port that is larger by so much.
	 */
	private static final int BUS_OFFSET = 10_000;

	private final List<RedisServer> servers = new ArrayList<>();

	static RedisCluster start() {
		RedisCluster cluster = new RedisCluster();
		try {
			IntStream.range(0, SIZE)
				.forEach((i) -> cluster.servers.add(RedisServer.start(freePort(), "--cluster-enabled", "yes")));
			cluster.meet();
			return cluster;
		}
		catch (RuntimeException | Error ex) {
			cluster.close();
			throw ex;
		}
	}

	private void meet() {
		for (int i = 0; i < SIZE; i++) {
			RedisServer server = this.servers.get(i);
			try (RedisClient client = RedisClient.create(RedisURI.create(server.url()));
					StatefulRedisConnection<String, String> connection = client.connect()) {
				connection.sync().clusterAddSlots(IntStream.range(i * SLOTS / SIZE, (i + 1) * SLOTS / SIZE).toArray());
				connection.sync().clusterMeet("127.0.0.1", this.servers.get(0).port());
			}
		}
		this.servers.forEach(RedisCluster::awaitReady);
	}

	private static void awaitReady(RedisServer server) {
		try (RedisClient client = RedisClient.create(RedisURI.create(server.url()));
				StatefulRedisConnection<String, String> connection = client.connect()) {
			Awaitility.await().until(() -> {
				String info = connection.sync().clusterInfo();
				return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + SIZE);
			});
		}
	}

	/**
	 * Adds a replica of the server that has a key, and waits until it has all that the
	 * server has.
	 */
	RedisServer addReplicaOf(String key) {
		RedisServer replica = RedisServer.start(freePort(), "--cluster-enabled", "yes", "--repl-diskless-sync-delay",
				"0");
		this.servers.add(replica);
		replica.command((redis) -> redis.clusterMeet(RedisServer.HOST, this.servers.get(0).port()));
		String master = nodeWith(key);
		Awaitility.await()
			.atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> replica.command((redis) -> redis.clusterReplicate(master)), "OK"::equals);
		Awaitility.await().atMost(PATIENCE).until(() -> replica.replication().contains("master_link_status:up"));
		return replica;
	}

	private String nodeWith(String key) {
		int slot = SlotHash.getSlot(key);
		return this.servers.subList(0, SIZE).get(slot * SIZE / SLOTS).command((redis) -> redis.clusterMyId());
	}

	/**
	 * Lets a replica take the place of its server.
	 */
	static void failOverTo(RedisServer replica) {
		replica.command((redis) -> redis.clusterFailover(false));
		Awaitility.await().atMost(PATIENCE).until(() -> replica.replication().contains("role:master"));
	}

	private static int freePort() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(15_000, 22_000);
			if (isFree(port) && isFree(port + BUS_OFFSET)) {
				return port;
			}
		}
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	RedisClusterConfiguration configuration() {
		return new RedisClusterConfiguration(this.servers.stream().map(RedisServer::node).toList());
	}

	@Override
	public void close() {
		this.servers.forEach(RedisServer::close);
	}

}
