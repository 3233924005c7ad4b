package org.pynenc.benchmarks.rqueue;

/**
 * The arguments, as a message.
 *
 * @param a a number
 * @param b another
 */
public record Numbers(int a, int b) {
}
