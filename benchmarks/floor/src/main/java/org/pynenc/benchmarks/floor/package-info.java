/**
 * The floor: what the work needs in Redis, by bare Lettuce.
 */
@NullMarked
package org.pynenc.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
