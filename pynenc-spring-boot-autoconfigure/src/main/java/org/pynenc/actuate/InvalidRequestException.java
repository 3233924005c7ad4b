package org.pynenc.actuate;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What was asked for cannot be done, and the message says why.
 */
class InvalidRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	InvalidRequestException(String message) {
		this(WebEndpointResponse.STATUS_BAD_REQUEST, message);
	}

	InvalidRequestException(int status, String message) {
		super(message);
		this.status = status;
	}

	/**
	 * The status of the HTTP answer.
	 */
	int status() {
		return this.status;
	}

}
