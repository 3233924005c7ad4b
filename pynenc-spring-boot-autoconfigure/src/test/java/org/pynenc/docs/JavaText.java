package org.pynenc.docs;

import java.net.URI;

import javax.tools.SimpleJavaFileObject;

/**
 * A source that is no file.
 */
final class JavaText extends SimpleJavaFileObject {

	private final String name;

	private final String text;

	JavaText(String name, String text) {
		super(URI.create("string:///docs/" + name + Kind.SOURCE.extension), Kind.SOURCE);
		this.name = name;
		this.text = text;
	}

	String name() {
		return this.name;
	}

	@Override
	public CharSequence getCharContent(boolean ignoreEncodingErrors) {
		return this.text;
	}

}
