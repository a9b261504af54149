package io.jcompose.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problem;
import io.jcompose.model.load.SmallProject;
import io.jcompose.model.plan.GrantedFile.Attributes;
import io.jcompose.model.value.HiddenContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configs and secrets: where they come to lie, whose they are, where their contents are. */
class GrantedFilesTest {
  private static final String DEFINITIONS =
      """
      configs:
        motd: {content: hello}
        app: {file: ./app.ini}
        mode: {environment: MODE}
        theirs: {external: true}
        named: {external: true, name: other}
        odd: {external: true, name: 'a/b'}
        absent: {file: ./absent}
        locked: {file: ./locked}
        unset: {environment: UNSET}
      secrets:
        key: {file: ./key}
        word: {environment: WORD}
        token: {external: true}
        absent: {external: true}
      """;

  private static final KnownFiles FILES =
      new KnownFiles()
          .file("/srv/app/app.ini", "a=1")
          .file("/srv/app/key", "k")
          .secret("token", "v1")
          .secret("theirs", "v2")
          .secret("other", "v3");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          configs: [motd]                               | config motd -> /motd (kept)
          configs: [{source: motd, target: a}]          | config motd -> /a (kept)
          configs: [{source: motd, target: /etc//x/.}]  | config motd -> /etc/x (kept)
          configs: [{source: motd, target: ../../x}]    | config motd -> /x (kept)
          configs: [{source: motd, uid: "5"}]           | config motd -> /motd (of 5:0, mode 0444, kept)
          configs: [{source: motd, gid: "7"}]           | config motd -> /motd (of 0:7, mode 0444, kept)
          configs: [{source: motd, mode: 0755}]         | config motd -> /motd (of 0:0, mode 0755, kept)
          configs: [{source: motd, mode: "0440"}]       | config motd -> /motd (of 0:0, mode 0440, kept)
          configs: [app]                                | config app -> /app (the file /srv/app/app.ini)
          configs: [{source: app, target: /b}]          | config app -> /b (the file /srv/app/app.ini)
          configs: [{source: app, mode: 0444}]          | config app -> /app (kept)
          configs: [{source: app, uid: "0"}]            | config app -> /app (kept)
          configs: [{source: app, gid: "9"}]            | config app -> /app (of 0:9, mode 0444, kept)
          configs: [mode]                               | config mode -> /mode (kept)
          configs: [theirs]                             | config theirs -> /theirs (stored as theirs)
          configs: [named]                              | config named -> /named (stored as other)
          secrets: [key]                                | secret key -> /run/secrets/key (the file /srv/app/key)
          secrets: [{source: key, target: k}]           | secret key -> /run/secrets/k (the file /srv/app/key)
          secrets: [{source: key, target: a/b}]         | secret key -> /run/secrets/a/b (the file /srv/app/key)
          secrets: [{source: key, target: /k}]          | secret key -> /k (the file /srv/app/key)
          secrets: [{source: key, mode: 0400}]          | secret key -> /run/secrets/key (of 0:0, mode 0400, kept)
          secrets: [word]                               | secret word -> /run/secrets/word (kept)
          secrets: [{source: word, uid: "33"}]          | secret word -> /run/secrets/word (of 33:0, mode 0444, kept)
          secrets: [token]                              | secret token -> /run/secrets/token (stored as token)
          secrets: [{source: token, mode: 0}]           | secret token -> /run/secrets/token (of 0:0, mode 00, stored as token)
          configs: [motd], volumes: [/motd]             |
          secrets: [key], tmpfs: [/run/secrets/key]     |
          secrets: [key], tmpfs: [/run]                 | secret key -> /run/secrets/key (the file /srv/app/key)
          scale: 0, configs: [absent]                   |
          """)
  void whatAContainerIsGiven(String keys, String file) {
    String tree =
        PlanTree.of(plan(keys))
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("config ") || line.startsWith("secret "))
            .collect(Collectors.joining("\n"));

    assertThat(tree).isEqualTo(file == null ? "" : file);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          configs: [absent]                        | 9:3: configs.absent.file: there is no file '/srv/app/absent' | make it, or correct the path
          configs: [{source: absent, mode: 0400}]  | 9:3: configs.absent.file: there is no file '/srv/app/absent' | make it, or correct the path
          configs: [locked]                        | 10:3: configs.locked.file: cannot read '/srv/app/locked': permission denied | make it a file that can be read, or correct the path
          configs: [unset]                         | 11:3: configs.unset.environment: the variable 'UNSET' is not set | set it in the shell or in '.env'
          configs: [odd]                           | 8:3: configs.odd: a stored secret's name has up to 200 letters, digits, '_', '.' and '-', a letter or digit first; 'a/b' is none | rename it with 'name'
          secrets: [absent]                        | 16:3: secrets.absent: there is no secret 'absent' in the store of this host | make it with 'jcompose secret create absent FILE'
          configs: [{source: motd, uid: root}]     | 1:38: services.web.configs.uid: 'root' is not the number of a user | write the number that it has in the container, such as "1000"
          configs: [{source: motd, gid: "-1"}]     | 1:38: services.web.configs.gid: '-1' is not the number of a group | write the number that it has in the container, such as "1000"
          configs: [{source: motd, target: ..}]    | 1:38: services.web.configs: '/' is not the place of a file | give it a 'target' below '/'
          configs: [{source: motd, target: a}, {source: app, target: /a}] | 1:65: services.web.configs: at /a there is already config 'motd' | give one of them another 'target'
          configs: [{source: motd, target: /run/secrets/key}], secrets: [key] | 1:91: services.web.secrets: at /run/secrets/key there is already config 'motd' | give one of them another 'target'
          """)
  void whatCannotBeGiven(String keys, String problem, String hint) {
    assertThat(problems(keys)).isEqualTo("file1.yaml:" + problem + "\n    hint: " + hint);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThat(problems("configs: [absent, unset], secrets: [absent]").lines())
        .filteredOn(line -> !line.contains("hint:"))
        .hasSize(3);
  }

  @Test
  void whatIsKeptIsAsLargeAsAMebibyteAtMost() {
    String mebibyte = "x".repeat(1 << 20);

    assertThat(problems(new KnownFiles().file("/srv/app/app.ini", mebibyte), LARGE)).isEmpty();
    assertThat(problems(new KnownFiles().file("/srv/app/app.ini", mebibyte + "x"), LARGE))
        .contains("configs.app: its content is longer than 1 MiB");
    assertThat(
            problems(new KnownFiles().file("/srv/app/app.ini", mebibyte + "x"), "configs: [app]"))
        .isEmpty();
  }

  private static final String LARGE = "configs: [{source: app, mode: 0400}]";

  @Test
  void theContentIsPartOfThePlan() {
    List<GrantedFile> files =
        plan("configs: [mode], secrets: [{source: key, uid: '3'}]").containers().get(0).files();

    assertThat(files)
        .extracting(GrantedFile::content)
        .containsExactly(
            new GrantedFile.Kept(content("fast"), Attributes.DEFAULT),
            new GrantedFile.Kept(content("k"), new Attributes(3, 0, 0444)));
  }

  @Test
  void nothingMadeForPeopleSaysAContent() {
    PodPlan plan = plan("configs: [motd, mode], secrets: [word]");
    var json = new PlanJson();

    assertThat(plan.toString() + PlanTree.of(plan) + json.writePretty(plan))
        .doesNotContain("hello", "fast", "open sesame")
        .doesNotContain(content("hello").value(), content("open sesame").value());
    assertThat(json.read(json.write(plan), PodPlan.class)).isEqualTo(plan);
  }

  @Test
  void noFailureToReadAPlanSaysAContent() {
    String damaged =
        new PlanJson()
            .write(plan("secrets: [word]"))
            .replace(content("open sesame").value(), "b3B*");

    assertThat(
            catchThrowableOfType(
                MalformedJsonException.class, () -> new PlanJson().read(damaged, PodPlan.class)))
        .hasMessageContaining("base 64 is expected")
        .hasMessageNotContaining("b3B");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "configs: [{source: app, target: /a}]",
        "configs: [{source: app, target: /b}]",
        "configs: [{source: motd, target: /a}]",
        "configs: [{source: mode, target: /a}]",
        "configs: [{source: mode, target: /a, uid: '1'}]",
        "configs: [{source: mode, target: /a, gid: '1'}]",
        "configs: [{source: mode, target: /a, mode: 0400}]",
        "configs: [{source: theirs, target: /a}]",
        "configs: [{source: theirs, target: /a}, {source: mode, target: /b}]",
      })
  void whatIsGivenCounts(String keys) {
    assertThat(hash(FILES, keys)).isNotEqualTo(hash(FILES, "init: false"));
    assertThat(hash(FILES, keys)).isEqualTo(hash(FILES, keys));
  }

  @Test
  void aChangedContentChangesTheHashWhereverItIs() {
    KnownFiles changed =
        new KnownFiles()
            .file("/srv/app/app.ini", "a=2")
            .file("/srv/app/key", "k2")
            .secret("token", "v2");

    for (String keys :
        List.of(
            "configs: [app]",
            "configs: [{source: app, mode: 0400}]",
            "secrets: [key]",
            "secrets: [token]")) {
      assertThat(hash(changed, keys)).as(keys).isNotEqualTo(hash(FILES, keys));
    }
  }

  @Test
  void theOrderAndTheNameInTheFileDoNotCount() {
    assertThat(hash(FILES, "configs: [motd, mode]"))
        .isEqualTo(hash(FILES, "configs: [mode, motd]"));
    assertThat(hash(FILES, "configs: [{source: motd, target: /run/secrets/x}]"))
        .isNotEqualTo(hash(FILES, "configs: [{source: mode, target: /run/secrets/x}]"));
  }

  @Test
  void anIncludedProjectsSecretIsTheValueOfItsOwnVariable() {
    String main =
        """
        include: [{path: sub/compose.yaml, env_file: sub/own.env}]
        services: {web: {image: x, secrets: [inner, both]}}
        """;
    SmallProject project =
        SmallProject.of(main)
            .with(
                "/srv/app/sub/compose.yaml",
                "secrets: {inner: {environment: INNER}, both: {environment: WORD}}")
            .with("/srv/app/sub/own.env", "INNER=theirs\nWORD=theirs\n")
            .withVariable("WORD", "ours");

    assertThat(
            new Planner(ImageFacts.NONE).plan(project.load().project()).containers().get(0).files())
        .extracting(GrantedFile::content)
        .containsExactly(
            new GrantedFile.Kept(content("theirs"), Attributes.DEFAULT),
            new GrantedFile.Kept(content("ours"), Attributes.DEFAULT));
  }

  private static HiddenContent content(String text) {
    return HiddenContent.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(KnownFiles files, String keys) {
    return plan(files, keys).containers().get(0).configHash();
  }

  private static String problems(String keys) {
    return problems(FILES, keys);
  }

  private static String problems(KnownFiles files, String keys) {
    InvalidComposeFileException failure =
        catchThrowableOfType(InvalidComposeFileException.class, () -> plan(files, keys));
    return failure == null
        ? ""
        : failure.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  private static PodPlan plan(String keys) {
    return plan(FILES, keys);
  }

  private static PodPlan plan(KnownFiles files, String keys) {
    return new Planner(ImageFacts.NONE, files)
        .plan(
            SmallProject.of("services: {web: {image: x, " + keys + "}}\n" + DEFINITIONS)
                .withVariable("MODE", "fast")
                .withVariable("WORD", "open sesame")
                .load()
                .project());
  }
}
