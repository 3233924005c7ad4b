package org.pynenc.proof;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test, or all tests of a class, that does harm and looks whether guarantees are kept
 * all the same. The table of the guide to guarantees is made of these.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface Proves {

	/**
	 * What is proven.
	 */
	Guarantee[] value();

	/**
	 * What it is proven on.
	 */
	Setup[] on();

}
