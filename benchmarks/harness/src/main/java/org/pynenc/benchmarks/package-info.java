/**
 * The workloads, the same for every contender, and what they cost the JVM and the store.
 */
@NullMarked
package org.pynenc.benchmarks;

import org.jspecify.annotations.NullMarked;
