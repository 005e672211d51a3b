import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

/** Checks ("check") or rewrites ("apply") every Java source below the working directory. */
void main(String[] args) throws Exception {
  boolean apply = args.length > 0 && args[0].equals("apply");
  var formatter = new Formatter(JavaFormatterOptions.defaultOptions());
  var wrong = new java.util.ArrayList<Path>();
  try (var walk = Files.walk(Path.of(""))) {
    for (Path file : walk.filter(this::isSource).toList()) {
      String source = Files.readString(file);
      String clean =
          formatter.formatSource(
              RemoveUnusedImports.removeUnusedImports(
                  ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE)));
      if (!clean.equals(source)) {
        wrong.add(file);
        if (apply) {
          Files.writeString(file, clean);
        }
      }
    }
  }
  wrong.forEach(file -> IO.println((apply ? "formatted " : "not formatted: ") + file));
  if (!apply && !wrong.isEmpty()) {
    IO.println("run: mvn -N validate -Dformat=apply");
    System.exit(1);
  }
}

boolean isSource(Path path) {
  return path.toString().endsWith(".java") && !path.toString().contains("target/");
}
