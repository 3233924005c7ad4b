package org.pynenc.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What this JVM, its store and the whole machine have used so far.
 *
 * @param nanos when this was taken
 * @param jvmSeconds the processor time of this JVM
 * @param allocatedBytes what the threads have allocated that live now
 * @param store the work of the store
 * @param machineSeconds the processor time of all processes
 */
record Usage(long nanos, double jvmSeconds, double allocatedBytes, StoreWork store, double machineSeconds) {

	static Usage now(Store store) throws Exception {
		var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return new Usage(System.nanoTime(), system.getProcessCpuTime() / 1e9, allocated(), store.work(),
				Machine.busySeconds());
	}

	private static double allocated() {
		var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		double sum = 0;
		for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
			sum += Math.max(bytes, 0);
		}
		return sum;
	}

	Usage since(Usage before) {
		return new Usage(this.nanos - before.nanos, this.jvmSeconds - before.jvmSeconds,
				this.allocatedBytes - before.allocatedBytes, this.store.since(before.store),
				this.machineSeconds - before.machineSeconds);
	}

	double seconds() {
		return this.nanos / 1e9;
	}

	/**
	 * The part of the machine's processors that neither this JVM nor its store had.
	 */
	double othersPercent() {
		double others = this.machineSeconds - this.jvmSeconds - this.store.processorSeconds();
		return Math.max(0, 100 * others / (seconds() * Machine.processors()));
	}

}
