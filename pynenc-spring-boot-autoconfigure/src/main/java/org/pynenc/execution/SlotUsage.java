package org.pynenc.execution;

/**
 * What a runner's slots are used for.
 *
 * @param busy bodies that are executed, and slots reserved for those just being claimed
 * @param free slots that nobody uses
 * @param lent bodies that wait for other invocations and hold no slot
 */
public record SlotUsage(int busy, int free, int lent) {
}
