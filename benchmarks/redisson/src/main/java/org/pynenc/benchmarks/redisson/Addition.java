package org.pynenc.benchmarks.redisson;

import java.io.Serializable;
import java.util.concurrent.Callable;

import org.pynenc.benchmarks.Body;

/**
 * The task, as Redisson carries it.
 */
public final class Addition implements Callable<Integer>, Runnable, Serializable {

	private static final long serialVersionUID = 1L;

	private final int a;

	private final int b;

	/**
	 * For the codec, which then sets the fields.
	 */
	public Addition() {
		this(0, 0);
	}

	Addition(int a, int b) {
		this.a = a;
		this.b = b;
	}

	@Override
	public Integer call() {
		return Body.add(this.a, this.b);
	}

	@Override
	public void run() {
		Body.add(this.a, this.b);
	}

}
