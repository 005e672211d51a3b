package io.senlin.testkit.databases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Locale;

/**
 * A certificate for a server that is its own authority, and its key, in PEM files.
 *
 * @param certificate also the authority that a client is to trust
 */
public record SelfSigned(Path certificate, Path key) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /**
   * Makes one in {@code folder}.
   *
   * @param host the only name or address it is for: {@code dns:localhost}, {@code ip:127.0.0.1}
   */
  public static SelfSigned make(Path folder, String host)
      throws IOException, GeneralSecurityException {
    Path file = Files.createTempDirectory(folder, "certificate").resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + host,
                "-ext",
                "bc=ca:true",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IOException("keytool made no certificate");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return new SelfSigned(
        pem(file, "CERTIFICATE", store.getCertificate("server").getEncoded()),
        pem(file, "PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded()));
  }

  private static Path pem(Path beside, String kind, byte[] bytes) throws IOException {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    Path file = beside.resolveSibling(kind.toLowerCase(Locale.ROOT).replace(' ', '-'));
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
