/**
 * Redisson as a contender.
 */
@NullMarked
package org.pynenc.benchmarks.redisson;

import org.jspecify.annotations.NullMarked;
