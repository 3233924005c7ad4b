/**
 * The caller's side: calls become invocations, and handles wait for their outcomes.
 */
@NullMarked
package org.pynenc.client;

import org.jspecify.annotations.NullMarked;
