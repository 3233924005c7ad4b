package org.pynenc.sample;

import org.pynenc.InvocationNotFoundException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MultipartException;

/**
 * The problems that Spring does not describe by itself; for those that it does,
 * {@code messages.properties} has the sentences.
 */
@RestControllerAdvice
class PhotoProblems {

	@ExceptionHandler
	ProblemDetail brokenForm(MultipartException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"The form is broken or breaks off. Let a client build it, such as curl -F photo=@picture.jpg.");
	}

	@ExceptionHandler
	ProblemDetail deletedMeanwhile(InvocationNotFoundException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND,
				"The photo has been deleted meanwhile. Upload it again.");
	}

}
