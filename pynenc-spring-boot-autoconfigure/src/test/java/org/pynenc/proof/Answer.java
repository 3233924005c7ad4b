package org.pynenc.proof;

/**
 * What the tasks of the proof return: besides the value, which attempt it comes from, so
 * that readers of different attempts are told apart.
 *
 * @param value the value, the same whichever attempt computes it
 * @param invocation the invocation
 * @param token the claim under which its body ran
 */
record Answer(long value, String invocation, String token) {
}
