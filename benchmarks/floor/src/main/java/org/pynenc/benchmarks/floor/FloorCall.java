package org.pynenc.benchmarks.floor;

import java.util.UUID;

/**
 * One call.
 *
 * @param id its id
 * @param arguments its arguments, as JSON
 * @param channel where its caller waits for the result, or an empty text
 */
record FloorCall(String id, String arguments, String channel) {

	static FloorCall of(int a, int b, String channel) {
		return new FloorCall(UUID.randomUUID().toString(), "[" + a + "," + b + "]", channel);
	}

	int first() {
		return Integer.parseInt(this.arguments.substring(1, this.arguments.indexOf(',')));
	}

	int second() {
		return Integer.parseInt(this.arguments.substring(this.arguments.indexOf(',') + 1, this.arguments.length() - 1));
	}

}
