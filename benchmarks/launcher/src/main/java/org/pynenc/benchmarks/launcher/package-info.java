/**
 * Starts the stores and a JVM for each contender and round, and reports what they
 * measured.
 */
@NullMarked
package org.pynenc.benchmarks.launcher;

import org.jspecify.annotations.NullMarked;
