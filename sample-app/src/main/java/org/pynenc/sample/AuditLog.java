package org.pynenc.sample;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationId;

import org.springframework.stereotype.Component;

/**
 * Notes who did what. Nobody waits for it.
 */
@Component
class AuditLog {

	private static final Log logger = LogFactory.getLog(AuditLog.class);

	@DistributedTask
	public void accepted(InvocationId photo, String what) {
		logger.info("Accepted photo " + photo + ": " + what);
	}

}
