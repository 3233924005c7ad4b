/**
 * Values and failures to text and back.
 */
@NullMarked
package org.pynenc.serializer;

import org.jspecify.annotations.NullMarked;
