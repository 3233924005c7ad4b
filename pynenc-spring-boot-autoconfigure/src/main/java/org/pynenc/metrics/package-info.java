/**
 * Meters, attached from outside: nothing else of the project knows them.
 */
@NullMarked
package org.pynenc.metrics;

import org.jspecify.annotations.NullMarked;
