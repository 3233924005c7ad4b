package org.pynenc.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A request that cannot be met. The answer is a problem detail whose sentence says why,
 * and what to do.
 */
class PhotoProblemException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	PhotoProblemException(HttpStatus status, String detail) {
		this(status, detail, null);
	}

	PhotoProblemException(HttpStatus status, String detail, @Nullable Throwable cause) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
	}

}
