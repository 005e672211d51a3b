package io.senlin.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Writes plugins in Java and makes jars of them, as their authors would. */
public final class PluginJar {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> services = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final Manifest manifest = new Manifest();

  private PluginJar() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** A jar with nothing in it. */
  public static PluginJar empty() {
    return new PluginJar();
  }

  /** A plugin of one dispatcher that does nothing but for what {@code body} says. */
  public static PluginJar of(String name, String className, String body) {
    String dump = "public void dump(Level level, Action action, Details details)";
    String members = body.contains(dump) ? body : body + "\n" + dump + " {}";
    return empty()
        .source(
            "com.example." + className,
            """
            package com.example;
            import io.senlin.spi.*;
            @DispatcherName("%s")
            public final class %s extends EventBackend {
              %s
            }
            """
                .formatted(name, className, members))
        .service("com.example." + className);
  }

  /** Adds a class. */
  public PluginJar source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  /** Names a class where {@code ServiceLoader} looks. */
  public PluginJar service(String className) {
    services.add(className);
    return this;
  }

  /** Compiles the class, but leaves it out of the jar. */
  public PluginJar without(String className) {
    left.add(className.replace('.', '/') + ".class");
    return this;
  }

  /** Adds an attribute to the manifest. */
  public PluginJar manifest(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** Makes the jar and puts it in place in one step. */
  public Path write(Path jar) {
    try {
      Path work = Files.createTempDirectory("plugin-jar-");
      Path classes = compile(work);
      Path made = work.resolve("made.jar");
      try (OutputStream file = Files.newOutputStream(made);
          JarOutputStream out = new JarOutputStream(file, manifest)) {
        if (!services.isEmpty()) {
          add(
              out,
              "META-INF/services/io.senlin.spi.EventBackend",
              String.join("\n", services).getBytes(StandardCharsets.UTF_8));
        }
        try (Stream<Path> all = Files.walk(classes)) {
          for (Path each : all.filter(Files::isRegularFile).toList()) {
            String name = classes.relativize(each).toString();
            if (!left.contains(name)) {
              add(out, name, Files.readAllBytes(each));
            }
          }
        }
      }
      Files.createDirectories(jar.getParent());
      Path beside = jar.resolveSibling("." + jar.getFileName() + ".new");
      Files.copy(made, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, jar, StandardCopyOption.ATOMIC_MOVE);
      delete(work);
      return jar;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Path compile(Path work) throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes"));
    if (sources.isEmpty()) {
      return classes;
    }
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve("src/" + source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      files.add(file);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
      boolean done =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!done) {
        throw new IllegalStateException("the plugin does not compile:\n" + messages);
      }
    }
    return classes;
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
