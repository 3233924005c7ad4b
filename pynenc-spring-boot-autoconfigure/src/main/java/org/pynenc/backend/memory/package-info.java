/**
 * The backend that keeps everything in the memory of one JVM: for tests, development and
 * applications of a single node that may forget their work at a restart. Inline mode
 * always works on it.
 */
@NullMarked
package org.pynenc.backend.memory;

import org.jspecify.annotations.NullMarked;
