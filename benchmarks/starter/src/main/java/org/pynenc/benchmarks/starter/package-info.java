/**
 * Applications with the starter, as users have them, and the executor of the JDK.
 */
@NullMarked
package org.pynenc.benchmarks.starter;

import org.jspecify.annotations.NullMarked;
