package org.pynenc.benchmarks.launcher;

/**
 * What a contender keeps its state in.
 */
enum StoreKind {

	NONE, REDIS, POSTGRES

}
