/**
 * What operators see of the engine: the endpoint {@code /actuator/pynenc} and the health
 * of this node. It looks on; nothing depends on it.
 */
@NullMarked
package org.pynenc.actuate;

import org.jspecify.annotations.NullMarked;
