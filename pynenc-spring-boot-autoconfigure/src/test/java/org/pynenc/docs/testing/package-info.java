/**
 * The code of {@code docs/testing.md}: an application, and the tests of it.
 */
package org.pynenc.docs.testing;
