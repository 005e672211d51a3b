package io.senlin.delivery.plugin;

import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a plugin was made for an SPI that this engine has. */
final class SpiVersion {
  /** The attribute of a jar's manifest that says what the plugin needs, such as {@code 1.0}. */
  private static final String ATTRIBUTE = "Senlin-SPI-Version";

  private static final int MAJOR = 1;
  private static final int MINOR = 0;
  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:[.-].*)?");

  private SpiVersion() {}

  /**
   * Checks what a manifest says; one that says nothing is taken.
   *
   * @throws Rejected if the plugin needs another SPI
   */
  static void check(Path jar, Attributes manifest) throws Rejected {
    String needed = manifest.getValue(ATTRIBUTE);
    if (needed == null) {
      return;
    }
    Matcher version = VERSION.matcher(needed.strip());
    if (!version.matches()) {
      throw new Rejected(
          "%s: %s in its manifest is '%s', which is no version such as %d.%d"
              .formatted(jar.getFileName(), ATTRIBUTE, needed, MAJOR, MINOR));
    }
    int major = Integer.parseInt(version.group(1));
    int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
    if (major != MAJOR || minor > MINOR) {
      throw new Rejected(
          "%s is made for version %s of the SPI, this engine has %d.%d; take a build of the plugin"
                  .formatted(jar.getFileName(), needed, MAJOR, MINOR)
              + " for that version, or an engine that fits the plugin");
    }
  }
}
