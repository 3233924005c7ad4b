/**
 * How a mode is chosen, and a backend: by one property for all components, and one for
 * each.
 */
@NullMarked
package org.pynenc.backend;

import org.jspecify.annotations.NullMarked;
