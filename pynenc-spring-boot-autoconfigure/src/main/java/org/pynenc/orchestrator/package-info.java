/**
 * The SPI of who may run what, and when, and the port where orchestrator, broker and
 * state backend act as one.
 */
@NullMarked
package org.pynenc.orchestrator;

import org.jspecify.annotations.NullMarked;
