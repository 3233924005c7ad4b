package org.pynenc.backend.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate of the loopback address that nobody else has signed, with its key, made
 * by the tool of the JDK.
 *
 * @param file the certificate as PEM
 * @param keyFile the key as PEM
 */
record Certificate(String file, String keyFile) {

	private static final String NAME = "redis";

	private static final String PASSWORD = "of the test";

	/**
	 * Makes one.
	 * @param directory where its files are kept
	 */
	static Certificate create(Path directory) {
		try {
			Path store = directory.resolve("keys.p12");
			run(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", NAME,
					"-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12",
					"-keystore", store.toString(), "-storepass", PASSWORD);
			KeyStore keys = KeyStore.getInstance("PKCS12");
			try (InputStream input = Files.newInputStream(store)) {
				keys.load(input, PASSWORD.toCharArray());
			}
			return new Certificate(
					write(directory.resolve("certificate.pem"), "CERTIFICATE", keys.getCertificate(NAME).getEncoded()),
					write(directory.resolve("key.pem"), "PRIVATE KEY",
							keys.getKey(NAME, PASSWORD.toCharArray()).getEncoded()));
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void run(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		if (process.onExit().join().exitValue() != 0) {
			throw new IllegalStateException(output);
		}
	}

	private static String write(Path file, String type, byte[] content) throws IOException {
		Base64.Encoder lines = Base64.getMimeEncoder(64, System.lineSeparator().getBytes());
		Files.writeString(file,
				"-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type, lines.encodeToString(content)));
		return file.toString();
	}

}
