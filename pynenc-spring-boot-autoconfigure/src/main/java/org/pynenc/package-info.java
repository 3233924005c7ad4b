/**
 * What an application imports: the annotation, the handle, the facade and the exceptions.
 * This package uses nothing of the rest of the project.
 */
@NullMarked
package org.pynenc;

import org.jspecify.annotations.NullMarked;
