package org.pynenc.client;

import org.pynenc.orchestrator.Subscription;

/**
 * A wait that is prepared.
 *
 * @param ends where the ends are noted
 * @param subscription to those ends
 */
record Awaited(Ends ends, Subscription subscription) {
}
