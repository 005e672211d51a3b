package io.senlin.testkit.brokers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that has signed itself, and its key, as PEM files. */
public record TestCertificate(Path certificate, Path key) {
  private static final String PASSWORD = "secret";

  /**
   * Makes one with the JDK's keytool.
   *
   * @param names whom it names: {@code ip:127.0.0.1} or {@code dns:localhost}
   */
  public static TestCertificate of(Path directory, String file, String names) {
    try {
      Path store = directory.resolve(file + ".p12");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  PASSWORD,
                  "-alias",
                  "it",
                  "-keyalg",
                  "RSA",
                  "-keysize",
                  "2048",
                  "-dname",
                  "CN=" + file,
                  "-ext",
                  "SAN=" + names,
                  "-ext",
                  "BC=ca:true",
                  "-validity",
                  "3650")
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      return new TestCertificate(
          pem(
              directory.resolve(file + ".pem"),
              "CERTIFICATE",
              keys.getCertificate("it").getEncoded()),
          pem(
              directory.resolve(file + ".key"),
              "PRIVATE KEY",
              keys.getKey("it", PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path pem(Path file, String what, byte[] encoded) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return Files.writeString(
        file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, body, what));
  }
}
