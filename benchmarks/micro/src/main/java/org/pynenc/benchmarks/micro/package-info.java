/**
 * What single steps take in the JVM.
 */
@NullMarked
package org.pynenc.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
