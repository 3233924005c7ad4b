package org.pynenc.orchestrator;

import org.pynenc.PynencException;
import org.pynenc.invocation.RunnerId;

/**
 * A runner without a valid lease asked for work. A heartbeat makes it alive again.
 */
public class RunnerNotAliveException extends PynencException {

	private static final long serialVersionUID = 1L;

	public RunnerNotAliveException(RunnerId runner) {
		super("Runner " + runner + " has no valid lease and cannot claim work before its next heartbeat", null);
	}

}
