package org.pynenc.serializer;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A failure as it travels.
 *
 * @param version the version of this format
 * @param chain the exception, its cause, the cause's cause and so on
 */
record FailureDescription(int version, List<Link> chain) {

	static final int VERSION = 1;

	FailureDescription {
		Assert.isTrue(version == VERSION, () -> "Unknown version " + version);
		Assert.notEmpty(chain, "A failure has at least one exception");
		Assert.noNullElements(chain, "An exception must not be null");
		chain = List.copyOf(chain);
	}

	/**
	 * One exception of the chain.
	 *
	 * @param type the name of its class
	 * @param message its message, if it had one
	 * @param frames its stack, innermost call first
	 */
	record Link(String type, @Nullable String message, List<Frame> frames) {

		Link {
			Assert.hasText(type, "An exception has a type");
			Assert.notNull(frames, "An exception has a stack");
			Assert.noNullElements(frames, "A frame must not be null");
			frames = List.copyOf(frames);
		}

		StackTraceElement[] stackTrace() {
			return this.frames.stream().map(Frame::element).toArray(StackTraceElement[]::new);
		}

	}

	/**
	 * One call of a stack.
	 *
	 * @param type the name of the class
	 * @param method the name of the method
	 * @param file the source file, if known
	 * @param line the line, or a negative number as in {@link StackTraceElement}
	 */
	record Frame(String type, String method, @Nullable String file, int line) {

		Frame {
			Assert.notNull(type, "A frame has a type");
			Assert.notNull(method, "A frame has a method");
		}

		static Frame of(StackTraceElement element) {
			return new Frame(element.getClassName(), element.getMethodName(), element.getFileName(),
					element.getLineNumber());
		}

		StackTraceElement element() {
			return new StackTraceElement(this.type, this.method, this.file, this.line);
		}

	}

}
