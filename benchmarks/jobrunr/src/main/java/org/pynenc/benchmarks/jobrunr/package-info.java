/**
 * JobRunr as a contender.
 */
@NullMarked
package org.pynenc.benchmarks.jobrunr;

import org.jspecify.annotations.NullMarked;
