package org.pynenc.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.pynenc.backend.redis.RedisScriptDigests;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;

/**
 * Sees every script that clients have a server run, in order, by the server's own report
 * ({@code MONITOR}).
 */
final class ScriptTrips implements AutoCloseable {

	private static final Pattern BY_DIGEST = Pattern.compile(".*\"(?i:EVALSHA)\" \"([0-9a-f]{40})\".*");

	private static final Pattern MARK = Pattern.compile(".*\"(?i:ECHO)\" \"([^\"]+)\".*");

	private final Jedis jedis;

	private final Map<String, String> names = names();

	private final List<String> scripts = new ArrayList<>();

	private final Set<String> marks = new HashSet<>();

	ScriptTrips(String url) {
		this.jedis = new Jedis(url);
		Thread monitor = new Thread(this::monitor, "monitor");
		monitor.setDaemon(true);
		monitor.start();
	}

	/**
	 * Waits until the server reports what this sees; what comes afterwards is seen.
	 */
	ScriptTrips awaitReport(ServerLook server) {
		Awaitility.await()
			.atMost(ForkedJvm.PATIENCE)
			.until(() -> server.with((connection) -> connection.serverCommands().getClientList())
				.stream()
				.anyMatch((client) -> String.valueOf(client.get("cmd")).equals("monitor")));
		return this;
	}

	private void monitor() {
		try {
			this.jedis.monitor(new JedisMonitor() {

				@Override
				public void onCommand(String command) {
					add(command);
				}

			});
		}
		catch (RuntimeException ex) {
			// The end of the test closes the connection.
			add(ex.toString());
		}
	}

	private synchronized void add(String command) {
		Matcher mark = MARK.matcher(command);
		if (mark.matches()) {
			this.marks.add(mark.group(1));
		}
		Matcher matcher = BY_DIGEST.matcher(command);
		if (matcher.matches()) {
			this.scripts.add(this.names.getOrDefault(matcher.group(1), "unknown script " + matcher.group(1)));
		}
	}

	/**
	 * The names of the scripts that were run so far, in their order. The server reports
	 * what it has done later than it answers, but in order, so this waits for the report
	 * of a command of its own.
	 */
	List<String> scripts(ServerLook server) {
		String mark = UUID.randomUUID().toString();
		server.with((connection) -> connection.echo(mark.getBytes(StandardCharsets.UTF_8)));
		Awaitility.await().atMost(ForkedJvm.PATIENCE).until(() -> isReported(mark));
		synchronized (this) {
			return List.copyOf(this.scripts);
		}
	}

	private synchronized boolean isReported(String mark) {
		return this.marks.contains(mark);
	}

	private static Map<String, String> names() {
		try {
			return RedisScriptDigests.names();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.jedis.close();
	}

}
