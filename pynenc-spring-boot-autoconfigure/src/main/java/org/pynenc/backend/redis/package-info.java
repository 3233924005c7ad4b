/**
 * The backend that keeps everything in Redis, for any number of JVMs: each step of an
 * invocation is one script, and what is to be known is pushed.
 */
@NullMarked
package org.pynenc.backend.redis;

import org.jspecify.annotations.NullMarked;
