/**
 * The SPI of what is remembered of an invocation: its call and its outcomes.
 */
@NullMarked
package org.pynenc.state;

import org.jspecify.annotations.NullMarked;
