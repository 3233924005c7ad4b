package org.pynenc.execution;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;

/**
 * The write that follows the end of a body.
 */
interface OutcomeWrite {

	/**
	 * Writes, and waits for the answer. May be repeated.
	 * @return the status that was entered, or {@code null} if the claim no longer counts
	 */
	@Nullable InvocationStatus write();

	/**
	 * Writes, and waits for the answer only where that is not another thread's to bring.
	 * @param answered is given the answer of {@link #write()}, or its exception
	 */
	void begin(BiConsumer<@Nullable InvocationStatus, @Nullable Throwable> answered);

	/**
	 * A write that always waits.
	 * @param write the write
	 * @return the same
	 */
	static OutcomeWrite of(Supplier<@Nullable InvocationStatus> write) {
		return new OutcomeWrite() {

			@Override
			public @Nullable InvocationStatus write() {
				return write.get();
			}

			@Override
			public void begin(BiConsumer<@Nullable InvocationStatus, @Nullable Throwable> answered) {
				answered.accept(write(), null);
			}

		};
	}

}
