package org.pynenc.benchmarks.starter;

import org.pynenc.benchmarks.Store;
import org.pynenc.benchmarks.StoreWork;

/**
 * The heap of this JVM, for what keeps its state there.
 */
final class HeapStore implements Store {

	private final Runnable purge;

	HeapStore(Runnable purge) {
		this.purge = purge;
	}

	@Override
	public String description() {
		return "the heap";
	}

	@Override
	public void purge() {
		this.purge.run();
	}

	@Override
	public long bytes() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	@Override
	public StoreWork work() {
		return StoreWork.NONE;
	}

}
