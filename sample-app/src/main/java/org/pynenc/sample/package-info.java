/**
 * A photo service: the web layer takes pictures and answers questions about them, tasks
 * do the work.
 */
@NullMarked
package org.pynenc.sample;

import org.jspecify.annotations.NullMarked;
