package org.pynenc.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Browser} of this run; where the machine has none, they are
 * skipped.
 */
class BrowserExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

	@Override
	public void beforeAll(ExtensionContext context) {
		Assumptions.assumeTrue(shared(context).browser().isPresent(),
				"Skipped: neither /usr/bin nor PATH has chromium and chromedriver, in which the page is tested");
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		browser(context).reset();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	@Override
	public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return browser(context);
	}

	private static Browser browser(ExtensionContext context) {
		return shared(context).browser().orElseThrow();
	}

	private static Shared shared(ExtensionContext context) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.GLOBAL)
			.computeIfAbsent(Shared.class, (key) -> Shared.start(), Shared.class);
	}

	/**
	 * Closed at the end of the run.
	 */
	private record Shared(Optional<Browser> browser) implements AutoCloseable {

		static Shared start() {
			try {
				return new Shared(Browser.start());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() throws IOException {
			if (this.browser.isPresent()) {
				this.browser.get().close();
			}
		}

	}

}
