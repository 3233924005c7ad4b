/**
 * Rqueue as a contender.
 */
@NullMarked
package org.pynenc.benchmarks.rqueue;

import org.jspecify.annotations.NullMarked;
