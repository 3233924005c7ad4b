/**
 * The SPI of the queue: which invocation comes next. The queue is an index; the truth is
 * with the orchestrator.
 */
@NullMarked
package org.pynenc.broker;

import org.jspecify.annotations.NullMarked;
