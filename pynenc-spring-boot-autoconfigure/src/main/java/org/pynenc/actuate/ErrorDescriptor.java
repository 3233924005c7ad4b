package org.pynenc.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why a request was not answered.
 *
 * @param error what is wrong, and what would be right
 */
record ErrorDescriptor(String error) implements OperationResponseBody {
}
