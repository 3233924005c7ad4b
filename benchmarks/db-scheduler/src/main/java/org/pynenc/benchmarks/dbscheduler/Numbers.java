package org.pynenc.benchmarks.dbscheduler;

import java.io.Serializable;

/**
 * The arguments, as data of a task.
 *
 * @param a a number
 * @param b another
 */
record Numbers(int a, int b) implements Serializable {
}
