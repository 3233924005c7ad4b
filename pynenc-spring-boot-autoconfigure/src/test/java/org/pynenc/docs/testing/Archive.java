package org.pynenc.docs.testing;

import java.io.IOException;

interface Archive {

	void store(String period, String report) throws IOException;

	boolean contains(String period);

	void remove(String period);

}
