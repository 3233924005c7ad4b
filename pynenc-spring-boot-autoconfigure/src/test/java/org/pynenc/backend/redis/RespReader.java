package org.pynenc.backend.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a client of Redis and its server tell each other, one whole command or reply
 * at a time, and leaves every byte as it is. Used by one thread.
 */
final class RespReader {

	private final InputStream in;

	private ByteArrayOutputStream read = new ByteArrayOutputStream();

	RespReader(InputStream in) {
		this.in = new BufferedInputStream(in);
	}

	/**
	 * The next command or reply.
	 * @throws EOFException if there is none any more
	 */
	byte[] next() throws IOException {
		this.read = new ByteArrayOutputStream();
		value();
		return this.read.toByteArray();
	}

	private void value() throws IOException {
		String head = line();
		int size = isSized(head.charAt(0)) ? Integer.parseInt(head.substring(1)) : 0;
		switch (head.charAt(0)) {
			case '$', '=', '!' -> bytes(size);
			case '*', '~', '>' -> values(size);
			case '%' -> values(2 * size);
			case '|' -> values(2 * size + 1);
			default -> {
				// The head is all there is.
			}
		}
	}

	private static boolean isSized(char type) {
		return "$=!*~>%|".indexOf(type) >= 0;
	}

	private void values(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			value();
		}
	}

	/**
	 * So many bytes and the end of their line; none for what is not there (-1).
	 */
	private void bytes(int count) throws IOException {
		for (int i = 0; count >= 0 && i < count + 2; i++) {
			one();
		}
	}

	private String line() throws IOException {
		int begin = this.read.size();
		while (one() != '\n') {
			// The line goes on.
		}
		return this.read.toString(StandardCharsets.ISO_8859_1).substring(begin).stripTrailing();
	}

	private int one() throws IOException {
		int next = this.in.read();
		if (next < 0) {
			throw new EOFException();
		}
		this.read.write(next);
		return next;
	}

}
