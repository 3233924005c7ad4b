package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of another JVM that is not rebuilt here: its type is unknown,
 * or not among those that may be loaded. Carries that exception's type name, message and
 * stack.
 */
public class RemoteException extends PynencException {

	private static final long serialVersionUID = 1L;

	private final String typeName;

	private final @Nullable String remoteMessage;

	/**
	 * Describes an exception.
	 * @param typeName the name of its class
	 * @param remoteMessage its message, or {@code null} if it had none
	 * @param cause its cause, or {@code null} if it had none
	 */
	public RemoteException(String typeName, @Nullable String remoteMessage, @Nullable Throwable cause) {
		super((remoteMessage != null) ? typeName + ": " + remoteMessage : typeName, cause);
		this.typeName = typeName;
		this.remoteMessage = remoteMessage;
	}

	/**
	 * The name of the exception's class.
	 * @return a fully qualified class name
	 */
	public String typeName() {
		return this.typeName;
	}

	/**
	 * The exception's message.
	 * @return the message, or {@code null} if it had none
	 */
	public @Nullable String remoteMessage() {
		return this.remoteMessage;
	}

}
