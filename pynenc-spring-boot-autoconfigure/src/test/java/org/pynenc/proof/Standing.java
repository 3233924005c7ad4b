package org.pynenc.proof;

import java.util.List;

import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;

/**
 * Where an invocation stands at the end of a run, as the store tells it.
 *
 * @param id the invocation
 * @param status its status
 * @param token the token under which its outcome counts; empty if no body ended it
 * @param outcome the value, or how it failed; empty if there is none to be read
 * @param history what happened to it, oldest first
 */
record Standing(String id, InvocationStatus status, String token, String outcome, List<StatusChange> history) {
}
