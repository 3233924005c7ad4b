/**
 * The proof that nothing is lost and that one outcome counts: callers and runners in
 * processes of their own on a real Redis, faults that are injected into them, and a check
 * of all that they noted.
 */
package org.pynenc.proof;
