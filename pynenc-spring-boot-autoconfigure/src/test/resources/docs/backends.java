import java.util.*;

import org.pynenc.broker.*;
import org.pynenc.invocation.*;
import org.pynenc.*;

abstract class AcmeBroker implements Broker {

	static AcmeBroker connect() {
		throw new UnsupportedOperationException();
	}

}
