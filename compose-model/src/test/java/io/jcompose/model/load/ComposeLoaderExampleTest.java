package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the Javadoc of {@link ComposeLoader} is a program that does what it says. */
class ComposeLoaderExampleTest {
  private static final Path SOURCE =
      Path.of("src/main/java/io/jcompose/model/load/ComposeLoader.java");
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\n(?<code>.*?) \\* \\}</pre>", Pattern.DOTALL);
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir Path directory;

  @BeforeEach
  void compileExample() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(SOURCE));
    assertThat(example.find()).as("an example in %s", SOURCE).isTrue();
    String code =
        example
            .group("code")
            .lines()
            .map(line -> line.replaceFirst("^ \\* ?", ""))
            .collect(Collectors.joining("\n"));
    Path program = Files.writeString(directory.resolve("Images.java"), code);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of("-Xlint:all", "-classpath", CLASS_PATH, "-d", directory.toString());
      var task =
          compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(program));
      assertThat(task.call()).as(messages.toString()).isTrue();
    }
    assertThat(messages.toString()).isEmpty();
  }

  @Test
  void itPrintsTheImagesOfAProject() throws Exception {
    Files.writeString(
        directory.resolve("compose.yaml"),
        """
        name: shop
        services:
          web: {image: "web:1"}
          worker: {build: .}
        """);

    assertThat(run(0)).isEqualTo("web: web:1\nworker: shop-worker\n");
  }

  @Test
  void itTellsWhatIsWrong() throws Exception {
    Files.writeString(directory.resolve("compose.yaml"), "services: {web: {imag: x}}");

    assertThat(run(1)).contains("compose.yaml:1:18", "did you mean 'image'?");
  }

  /** Runs the example on the directory and returns what it printed. */
  private String run(int expectedStatus) throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                directory + File.pathSeparator + CLASS_PATH,
                "Images",
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(printed).isEqualTo(expectedStatus);
    return printed;
  }
}
