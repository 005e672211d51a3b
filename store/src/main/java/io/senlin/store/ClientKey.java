package io.senlin.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's certificate and key in PEM files, as Python's drivers take them, in a key store, as
 * the driver for MariaDB takes them. The key store is a private file that goes with the process.
 */
record ClientKey(Path keyStore, String password) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  /**
   * Reads the two files.
   *
   * @throws StoreFailure if they do not hold what they should
   */
  static ClientKey of(Path certificate, Path key) {
    String password = UUID.randomUUID().toString();
    try {
      Certificate[] chain = certificates(certificate);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "client",
          key(key, chain[0].getPublicKey().getAlgorithm()),
          password.toCharArray(),
          chain);
      Path file = Files.createTempFile("senlin-", ".p12"); // readable by the owner only
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, password.toCharArray());
      }
      return new ClientKey(file, password);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException wrong) {
      throw unusable(wrong);
    }
  }

  /** What kind of key belongs to a certificate: {@code RSA}, {@code EC}. */
  static String algorithm(Path certificate) {
    try {
      return certificates(certificate)[0].getPublicKey().getAlgorithm();
    } catch (IOException | GeneralSecurityException wrong) {
      throw unusable(wrong);
    }
  }

  private static StoreFailure unusable(Exception wrong) {
    return new StoreFailure(
        "[database] connection names a certificate or key of the client that cannot be used ("
            + wrong.getMessage()
            + "); both must be PEM files, the key one that begins with BEGIN PRIVATE KEY",
        wrong);
  }

  private static Certificate[] certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> chain =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (chain.isEmpty()) {
        throw new IOException(file + " holds no certificate");
      }
      return chain.toArray(Certificate[]::new);
    }
  }

  private static PrivateKey key(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    Matcher body = KEY.matcher(Files.readString(file));
    if (!body.find()) {
      throw new IOException(file + " holds no key of this form; openssl pkcs8 -topk8 makes one");
    }
    byte[] bytes = Base64.getMimeDecoder().decode(body.group(1));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }

  /** The options for the driver. */
  Map<String, String> mariadb() {
    return Map.of(
        "keyStore", keyStore.toString(), "keyStorePassword", password, "keyStoreType", "PKCS12");
  }
}
