package org.pynenc.benchmarks.launcher;

import org.pynenc.benchmarks.Row;

/**
 * What is compared.
 *
 * @param workload the workload
 * @param scene the part of it
 * @param name what is measured there
 */
record Metric(String workload, String scene, String name) {

	boolean isOf(Row row) {
		return row.workload().equals(this.workload) && row.scene().equals(this.scene) && row.metric().equals(this.name);
	}

}
