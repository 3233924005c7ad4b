package org.pynenc.orchestrator;

import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;

import org.springframework.util.Assert;

/**
 * The identity of one request for work. A runner that got no answer asks again with the
 * same one and gets the same claims. The numbers of a runner grow by its requests.
 *
 * @param runner the runner that asks
 * @param number the number of the request, from 1
 */
public record RequestId(RunnerId runner, long number) {

	public RequestId {
		Assert.isTrue(number > 0, "Requests are numbered from 1");
	}

	/**
	 * The token of a claim that this request is granted.
	 * @param index the claim's place in the answer
	 * @return a token that no other claim has
	 */
	public Token token(int index) {
		return new Token(this.runner + "/" + this.number + "/" + index);
	}

	@Override
	public String toString() {
		return this.runner + "/" + this.number;
	}

}
