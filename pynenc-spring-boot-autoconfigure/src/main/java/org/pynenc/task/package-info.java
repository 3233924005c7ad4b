/**
 * What can be called: the annotated methods of the application's beans, found without
 * making the beans.
 */
@NullMarked
package org.pynenc.task;

import org.jspecify.annotations.NullMarked;
