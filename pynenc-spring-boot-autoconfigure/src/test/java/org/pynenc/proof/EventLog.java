package org.pynenc.proof;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a process notes its events: a file to which each is appended by one write, so
 * that a process that is killed leaves everything that it has noted. Safe for use by
 * several threads.
 */
final class EventLog implements AutoCloseable {

	private static final String ENDING = ".events";

	private final String node;

	private final OutputStream file;

	EventLog(Path directory, String node) {
		this.node = node;
		try {
			// No channel: an interrupted body would close it.
			this.file = new FileOutputStream(directory.resolve(node + ENDING).toFile(), true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String node() {
		return this.node;
	}

	/**
	 * Notes what happens now. The time is taken within the lock, so it grows in the file.
	 */
	synchronized void note(Event.Kind kind, String call, String invocation, String mark, String value) {
		Event event = Event.now(kind, this.node, call, invocation, mark, value);
		try {
			this.file.write(event.line().getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * All that was noted in a directory so far, in the order of time.
	 */
	static List<Event> read(Path directory) {
		List<Event> events = new ArrayList<>();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(ENDING)).toList()) {
				readFile(file, events);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		events.sort(Comparator.comparingLong(Event::at));
		return events;
	}

	private static void readFile(Path file, List<Event> events) throws IOException {
		try (Stream<String> lines = Files.lines(file)) {
			lines.map(Event::of).flatMap(Optional::stream).forEach(events::add);
		}
	}

	@Override
	public void close() {
		try {
			this.file.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
