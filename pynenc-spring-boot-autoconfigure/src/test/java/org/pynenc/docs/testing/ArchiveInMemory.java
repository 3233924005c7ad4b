package org.pynenc.docs.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

@Component
class ArchiveInMemory implements Archive {

	private final Map<String, String> reports = new ConcurrentHashMap<>();

	@Override
	public void store(String period, String report) {
		this.reports.put(period, report);
	}

	@Override
	public boolean contains(String period) {
		return this.reports.containsKey(period);
	}

	@Override
	public void remove(String period) {
		this.reports.remove(period);
	}

}
