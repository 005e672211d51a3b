package io.senlin.server.demo;

import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import io.senlin.spi.EventBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A dispatcher that the engine has never heard of: its source is compiled while the engine runs,
 * against nothing but the SPI, and packed into a jar.
 */
final class Newcomer {
  static final String NAME = "newcomer";

  private static final String CLASS = "com/example/Newcomer";
  private static final String SERVICE = "META-INF/services/" + EventBackend.class.getName();

  private Newcomer() {}

  /**
   * Makes its jar.
   *
   * @param workshop an empty folder to make it in
   * @param jar where it is to appear, whole, at once
   */
  static void make(Path workshop, Path jar) throws IOException {
    Path source = workshop.resolve("Newcomer.java");
    try (InputStream text = Newcomer.class.getResourceAsStream("Newcomer.java")) {
      Files.copy(Objects.requireNonNull(text, "Newcomer.java is not in the jar"), source);
    }
    compile(source, workshop);
    Path packed = workshop.resolve("newcomer.jar");
    try (OutputStream file = Files.newOutputStream(packed);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      add(zip, CLASS + ".class", Files.readAllBytes(workshop.resolve(CLASS + ".class")));
      add(zip, SERVICE, CLASS.replace('/', '.').getBytes(StandardCharsets.UTF_8));
    }
    Files.move(packed, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void compile(Path source, Path output) {
    JavaCompiler compiler =
        Objects.requireNonNull(
            ToolProvider.getSystemJavaCompiler(), "this Java has no compiler; start with a JDK");
    List<String> options =
        List.of("-classpath", spi().toString(), "-d", output.toString(), "-proc:none");
    StringWriter said = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                options,
                null,
                compiler
                    .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                    .getJavaFileObjects(source))
            .call();
    if (!compiled) {
      throw new Failure(ExitCode.FAILED, "the new dispatcher does not compile: " + said);
    }
  }

  /** The jar or folder that a dispatcher is compiled against. */
  private static Path spi() {
    try {
      return Path.of(
          EventBackend.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("the SPI is loaded from no file", impossible);
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
