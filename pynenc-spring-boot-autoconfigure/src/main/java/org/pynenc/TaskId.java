package org.pynenc;

import org.springframework.util.Assert;

/**
 * The identity of a task across deployments: {@code beanName.method}, or what
 * {@link DistributedTask#id()} says.
 *
 * @param value the id as text, not blank
 */
public record TaskId(String value) {

	public TaskId {
		Assert.hasText(value, "A task id must not be blank");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
