/**
 * One claimed invocation, executed in this thread: arguments in, bean called, outcome
 * out; and what a runner keeps in hand meanwhile.
 */
@NullMarked
package org.pynenc.execution;

import org.jspecify.annotations.NullMarked;
