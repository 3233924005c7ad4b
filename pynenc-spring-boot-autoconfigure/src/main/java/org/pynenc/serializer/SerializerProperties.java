package org.pynenc.serializer;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Configuration of how values and failures travel.
 *
 * @param exceptionPackages Packages whose exceptions, those of subpackages included, are
 * rebuilt when they arrive from another JVM. The JDK's exceptions, those that a task's
 * method declares and those of the application's own packages are rebuilt anyway; any
 * other arrives as a RemoteException. Defaults to none.
 */
@ConfigurationProperties("pynenc.serializer")
record SerializerProperties(@DefaultValue List<String> exceptionPackages) {

	private static final Pattern PACKAGE = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
			+ "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

	SerializerProperties {
		exceptionPackages.forEach((name) -> Assert.isTrue(PACKAGE.matcher(name).matches(),
				() -> "'" + name + "' in pynenc.serializer.exception-packages is not the name of a package"));
		exceptionPackages = List.copyOf(exceptionPackages);
	}

}
