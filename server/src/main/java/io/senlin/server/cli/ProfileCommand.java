package io.senlin.server.cli;

import static io.senlin.server.cli.ApiClient.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code senlin profile …} */
@Command(
    name = "profile",
    description = "Profiles: what nodes are made from.",
    subcommands = ProfileTypeCommand.class)
public final class ProfileCommand {
  private static final String PATH = "/v1/profiles/";

  @Command(description = "Lists profiles.")
  int list(@Mixin Remote remote, @Mixin Listing listing) {
    return remote.list(
        "/v1/profiles", "profiles", listing, List.of("id", "name", "type", "created_at"));
  }

  @Command(description = "Shows a profile.")
  int show(@Mixin Remote remote, @Parameters(paramLabel = "PROFILE") String profile) {
    return remote.show(PATH + encode(profile), "profile");
  }

  @Command(description = "Creates a profile.")
  int create(
      @Mixin Remote remote,
      @Option(names = "--spec-file", required = true, description = "YAML or JSON.") Path specFile,
      @Option(names = "--metadata", split = ";", description = "KEY=VALUE pairs.")
          @Nullable Map<String, String> metadata,
      @Parameters(paramLabel = "NAME") String name) {
    Body body = new Body().put("name", name).put("spec", spec(specFile)).put("metadata", metadata);
    return remote.change("POST", "/v1/profiles", body.in("profile"), "profile");
  }

  @Command(description = "Says whether a profile could be created, without creating it.")
  int validate(
      @Mixin Remote remote,
      @Option(names = "--spec-file", required = true, description = "YAML or JSON.")
          Path specFile) {
    Map<String, Object> body = new Body().put("spec", spec(specFile)).in("profile");
    return remote.change("POST", "/v1/profiles/validate", body, "profile");
  }

  @Command(description = "Changes the name or the metadata of a profile.")
  int update(
      @Mixin Remote remote,
      @Option(names = "--name", description = "The new name.") @Nullable String name,
      @Option(names = "--metadata", split = ";", description = "KEY=VALUE pairs.")
          @Nullable Map<String, String> metadata,
      @Parameters(paramLabel = "PROFILE") String profile) {
    Body body = new Body().put("name", name).put("metadata", metadata);
    return remote.change("PATCH", PATH + encode(profile), body.in("profile"), "profile");
  }

  @Command(description = "Deletes profiles that nothing uses.")
  int delete(
      @Mixin Remote remote,
      @Mixin Deleting deleting,
      @Parameters(paramLabel = "PROFILE", arity = "1..*") List<String> profiles) {
    if (!deleting.confirmed("profiles", profiles)) {
      return ExitCode.FAILED;
    }
    return remote.each(
        profiles, profile -> remote.change("DELETE", PATH + encode(profile), Map.of(), "profile"));
  }

  private static JsonNode spec(Path file) {
    try {
      return YAMLMapper.shared().readTree(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new Failure(ExitCode.USAGE, "cannot read the spec file " + file, unreadable);
    } catch (JacksonException broken) {
      throw new Failure(
          ExitCode.USAGE,
          "the spec file %s is neither YAML nor JSON: %s"
              .formatted(file, broken.getOriginalMessage()),
          broken);
    }
  }
}
