/**
 * The facts that cross every SPI, as records, and the state machine. Whatever reads or
 * writes an invocation speaks in these words; nothing here needs a service.
 */
@NullMarked
package org.pynenc.invocation;

import org.jspecify.annotations.NullMarked;
