package org.pynenc.task;

import java.lang.reflect.Type;

/**
 * A parameter of a task's method.
 *
 * @param name its name, under which the argument travels
 * @param type its type as declared, type variables resolved against the bean's class
 */
public record TaskParameter(String name, Type type) {
}
