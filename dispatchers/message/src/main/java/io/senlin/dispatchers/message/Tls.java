package io.senlin.dispatchers.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is encrypted, and who is trusted.
 *
 * @param verified whether the broker must show a certificate that is trusted and names its host
 * @param authorities PEM file of who may sign that certificate; absent: whom the JVM trusts
 * @param certificate PEM file of our own certificate, with the ones that lead to its authority
 * @param key PEM file (PKCS #8, not encrypted) of the key to it
 * @param protocol {@code TLSv1.2} or {@code TLSv1.3}; absent: the newest both sides know
 */
record Tls(
    boolean verified,
    Optional<Path> authorities,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> protocol) {
  private static final char[] NO_PASSWORD = {};

  Tls {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          "the options 'ssl_cert_file' and 'ssl_key_file' belong together: give both or none");
    }
  }

  /**
   * The protocol of a name as OpenStack ({@code TLSv1_2}) or Java ({@code TLSv1.2}) writes it;
   * absent for OpenStack's word for any, {@code SSLv23}.
   *
   * @throws IllegalArgumentException if it is none that is still in use
   */
  static Optional<String> protocol(String name) {
    return switch (name) {
      case "TLSv1_2", "TLSv1.2" -> Optional.of("TLSv1.2");
      case "TLSv1_3", "TLSv1.3" -> Optional.of("TLSv1.3");
      case "SSLv23" -> Optional.empty();
      default ->
          throw new IllegalArgumentException(
              "option 'ssl_version' = '%s' is neither TLSv1.2 nor TLSv1.3".formatted(name));
    };
  }

  /**
   * Reads the files.
   *
   * @throws IOException if one cannot be read
   * @throws GeneralSecurityException if one does not hold what it should
   */
  SSLContext context() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance(protocol.orElse("TLS"));
    @Nullable KeyManagerFactory own = null;
    if (certificate.isPresent() && key.isPresent()) {
      own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(identity(certificate.get(), key.get()), NO_PASSWORD);
    }
    context.init(
        own == null ? null : own.getKeyManagers(),
        verified ? trust().getTrustManagers() : new TrustEveryone[] {new TrustEveryone()},
        null);
    return context;
  }

  private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
    @Nullable KeyStore trusted = null; // null stands for the JVM's own
    if (authorities.isPresent()) {
      trusted = empty();
      int number = 0;
      for (Certificate authority : certificates(authorities.get())) {
        trusted.setCertificateEntry("authority-" + number++, authority);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust;
  }

  private static KeyStore identity(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore identity = empty();
    identity.setKeyEntry(
        "own", privateKey(key), NO_PASSWORD, certificates(certificate).toArray(new Certificate[0]));
    return identity;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new GeneralSecurityException(file + " holds no certificate in PEM form");
      }
      return found;
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    String begin = "-----BEGIN PRIVATE KEY-----";
    int start = pem.indexOf(begin);
    int end = pem.indexOf("-----END PRIVATE KEY-----");
    if (start < 0 || end < start) {
      throw new GeneralSecurityException(
          file
              + " holds no unencrypted PKCS #8 key; convert it with: openssl pkcs8 -topk8 -nocrypt"
              + " -in OLD -out NEW");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(encoded);
    return tried("RSA", key) // the file does not say which algorithm its key is for
        .or(() -> tried("EC", key))
        .or(() -> tried("EdDSA", key))
        .orElseThrow(
            () ->
                new GeneralSecurityException(
                    file + " holds a key that is neither RSA, EC nor EdDSA"));
  }

  private static Optional<PrivateKey> tried(String algorithm, PKCS8EncodedKeySpec key) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(key));
    } catch (InvalidKeySpecException | NoSuchAlgorithmException another) {
      return Optional.empty();
    }
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
