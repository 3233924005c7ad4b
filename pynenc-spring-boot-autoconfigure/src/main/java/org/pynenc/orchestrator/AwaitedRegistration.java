package org.pynenc.orchestrator;

/**
 * What became of an invocation whose caller waits for its end.
 *
 * @param registration what became of it
 * @param subscription ends the subscription to the end of what stands for the call
 */
public record AwaitedRegistration(Registration registration, Subscription subscription) {

}
