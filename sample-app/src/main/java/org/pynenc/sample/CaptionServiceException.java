package org.pynenc.sample;

/**
 * The caption service did not answer; it may the next time.
 */
class CaptionServiceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CaptionServiceException(String message) {
		super(message);
	}

}
