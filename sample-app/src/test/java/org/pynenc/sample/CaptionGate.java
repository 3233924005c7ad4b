package org.pynenc.sample;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.annotation.Primary;

/**
 * A caption service that a test can stop and break, so that photos stay in the state that
 * the test looks at.
 */
@Primary
class CaptionGate extends CaptionService {

	private volatile CountDownLatch opened = new CountDownLatch(0);

	private volatile boolean broken;

	CaptionGate(PhotoProperties properties) {
		super(properties);
	}

	void close() {
		this.opened = new CountDownLatch(1);
	}

	void open() {
		this.opened.countDown();
		this.broken = false;
	}

	void breakDown() {
		this.broken = true;
	}

	@Override
	String caption(PhotoFacts facts, int attempt) {
		try {
			if (!this.opened.await(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("The test left the gate closed");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		if (this.broken) {
			throw new CaptionServiceException("The caption service is out of words");
		}
		return super.caption(facts, attempt);
	}

}
