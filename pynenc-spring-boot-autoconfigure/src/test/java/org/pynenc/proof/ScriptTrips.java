package org.pynenc.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Sees every script that clients have a server run, in order, by the server's own report
 * ({@code MONITOR}).
 */
final class ScriptTrips implements AutoCloseable {

	private static final String FOLDER = "org/pynenc/backend/redis/";

	private static final Pattern BY_DIGEST = Pattern.compile(".*\"(?i:EVALSHA)\" \"([0-9a-f]{40})\".*");

	private final Jedis jedis;

	private final Map<String, String> names = names();

	private final List<String> scripts = new ArrayList<>();

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
		Matcher matcher = BY_DIGEST.matcher(command);
		if (matcher.matches()) {
			this.scripts.add(this.names.getOrDefault(matcher.group(1), "unknown script " + matcher.group(1)));
		}
	}

	/**
	 * The names of the scripts in the order in which they were run.
	 */
	synchronized List<String> scripts() {
		return List.copyOf(this.scripts);
	}

	private static Map<String, String> names() {
		try {
			PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
			String prelude = text(files.getResource("classpath:" + FOLDER + "prelude.lua"));
			Map<String, String> names = new HashMap<>();
			for (Resource file : files.getResources("classpath*:" + FOLDER + "*.lua")) {
				names.put(digest(prelude + text(file)), file.getFilename().replace(".lua", ""));
			}
			return names;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Resource file) throws IOException {
		return file.getContentAsString(StandardCharsets.UTF_8);
	}

	private static String digest(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.jedis.close();
	}

}
