package io.jcompose.samples.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forge as its users meet it: over HTTP, with a real PostgreSQL behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgeTest {
  @TempDir private static Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private PostgresqlServer postgresql;
  private Forge forge;

  @BeforeAll
  void startBoth() throws Exception {
    postgresql = new PostgresqlServer();
    startForge();
  }

  @AfterAll
  void stopBoth() throws IOException {
    postgresql.close();
    forge.close();
  }

  private void startForge() throws Exception {
    forge =
        new Forge(
            new Settings(
                0,
                folder.resolve("repositories"),
                postgresql.url(),
                "forge",
                "",
                new AccountName("admin"),
                "admin-secret"));
    forge.start();
  }

  @Test
  void whatIsPushedComesBackInACloneAndIsListed() throws Exception {
    assertThat(post("/", "admin", "name=demo").statusCode()).isEqualTo(303);
    push("admin", "demo", "main", "hello");

    assertThat(cloned("admin/demo")).isEqualTo("hello");
    assertThat(get("/").body()).contains("<td>admin/demo</td><td>main</td>");
  }

  @Test
  void whatIsPushedOutlivesTheForge() throws Exception {
    push("admin", "kept", "main", "hello");
    forge.close();
    startForge();

    assertThat(cloned("admin/kept")).isEqualTo("hello");
  }

  @Test
  void theFirstBranchPushedIsTheOneThatACloneChecksOut() throws Exception {
    push("admin", "branched", "trunk", "hello");

    assertThat(cloned("admin/branched")).isEqualTo("hello");
    assertThat(get("/").body()).contains("<td>admin/branched</td><td>trunk</td>");
  }

  @Test
  void aPushWithoutOrWithAWrongPasswordIsRefused() throws Exception {
    try (Git git = committed("hello")) {
      assertThatThrownBy(() -> git.push().setRemote(url("admin/secret")).add("main").call())
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("Authentication is required");
      assertThatThrownBy(() -> push(git, "admin", "wrong", "admin/secret", "main"))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("not authorized");
    }
    assertThat(get("/").body()).doesNotContain("admin/secret");
  }

  @Test
  void oneMayPushToWhatIsOnesOwnOnly() throws Exception {
    assertThat(post("/accounts", "admin", "name=ann&password=ann-secret").statusCode())
        .isIn(201, 409);

    push("ann", "hers", "main", "hello");
    try (Git git = committed("evil")) {
      assertThatThrownBy(() -> push(git, "ann", "ann-secret", "admin/his", "main"))
          .isInstanceOf(TransportException.class);
      push(git, "admin", "admin-secret", "ann/by-admin", "main");
    }

    assertThat(get("/").body()).contains("ann/hers", "ann/by-admin").doesNotContain("admin/his");
  }

  @ParameterizedTest
  @CsvSource({
    "/,         '',    name=x,                        401",
    "/,         admin, name=../../etc,                400",
    "/,         admin, name=,                         400",
    "/,         admin, owner=no-such-one&name=x,      409",
    "/accounts, '',    name=eve&password=12345678,    401",
    "/accounts, admin, name=eve&password=short,       400",
    "/accounts, admin, name=E&password=12345678,      400",
  })
  void badRequestsChangeNothing(String path, String user, String form, int status)
      throws Exception {
    assertThat(post(path, user, form).statusCode()).isEqualTo(status);
  }

  @Test
  void aPushToSomebodyWithoutAnAccountFindsNothing() throws Exception {
    try (Git git = committed("hello")) {
      assertThatThrownBy(() -> push(git, "admin", "admin-secret", "no-such-one/x", "main"))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("not found");
    }
  }

  @Test
  void aRepositoryIsMadeOnce() throws Exception {
    assertThat(post("/", "admin", "name=once").statusCode()).isEqualTo(303);
    assertThat(post("/", "admin", "name=once").statusCode()).isEqualTo(409);
  }

  @Test
  void aFormOfAnotherSiteIsRefused() throws Exception {
    HttpRequest request =
        form("/", "admin", "name=forged").header("Origin", "http://evil.example").build();

    assertThat(send(request).statusCode()).isEqualTo(403);
    assertThat(get("/").body()).doesNotContain("forged");
  }

  @Test
  void onlyAnAdminMakesAccounts() throws Exception {
    assertThat(post("/accounts", "admin", "name=ann&password=ann-secret").statusCode())
        .isIn(201, 409);

    assertThat(post("/accounts", "ann", "name=eve&password=12345678").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"/ready, 200", "/nothing, 404", "/admin/no-such.git/info/refs, 404"})
  void everybodyMayRead(String path, int status) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(status);
  }

  private String cloned(String repository) throws GitAPIException, IOException {
    Path target = Files.createTempDirectory(folder, "clone");
    try (Git git =
        Git.cloneRepository().setURI(url(repository)).setDirectory(target.toFile()).call()) {
      return Files.readString(git.getRepository().getWorkTree().toPath().resolve("README"));
    }
  }

  private void push(String owner, String repository, String branch, String content)
      throws GitAPIException, IOException {
    try (Git git = committed(content)) {
      push(git, owner, owner + "-secret", owner + "/" + repository, branch);
    }
  }

  private void push(Git git, String user, String password, String repository, String branch)
      throws GitAPIException {
    git.push()
        .setRemote(url(repository))
        .setRefSpecs(new RefSpec("HEAD:refs/heads/" + branch))
        .setCredentialsProvider(new UsernamePasswordCredentialsProvider(user, password))
        .call();
  }

  private Git committed(String content) throws GitAPIException, IOException {
    Path work = Files.createTempDirectory(folder, "work");
    Git git = Git.init().setInitialBranch("main").setDirectory(work.toFile()).call();
    Files.writeString(work.resolve("README"), content);
    git.add().addFilepattern("README").call();
    git.commit()
        .setAuthor("Tester", "tester@example.org")
        .setCommitter("Tester", "tester@example.org")
        .setSign(false)
        .setMessage("The first")
        .call();
    return git;
  }

  private String url(String repository) {
    return "http://127.0.0.1:" + forge.port() + "/" + repository + ".git";
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private HttpResponse<String> post(String path, String user, String form)
      throws IOException, InterruptedException {
    return send(form(path, user, form).build());
  }

  private HttpRequest.Builder form(String path, String user, String form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (!user.isEmpty()) {
      String pair = user + ":" + user + "-secret";
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return request;
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + forge.port() + path);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
