package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateKubeCommandTest {
  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void begin() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                name: shop
                services:
                  db: {image: postgres, environment: [PASSWORD=swordfish], ulimits: {nofile: 9}}
                  web: {image: nginx, ports: ['8080:80'], deploy: {mode: replicated}}
                """);
  }

  @AfterEach
  void end() {
    jcompose.close();
  }

  @Test
  void manifestsArePrintedAndWhatTheyCannotSayIsWarnedOfWithItsPlace() {
    Result result = jcompose.run("generate", "kube");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(result.output())
        .startsWith("apiVersion: v1\nkind: Secret\n")
        .contains("---\n# services.db.ulimits: pods have")
        .contains("kind: Deployment\n");
    assertThat(result.error())
        .contains("warning: compose.yaml:3:")
        .contains(": services.db.ulimits: pods have")
        .doesNotContain("there is one host only", "swordfish");
  }

  @Test
  void aDirectoryGetsAFileForEachObjectAndSecretsAreTheirOwnersAlone() throws IOException {
    Path manifests = Files.createDirectory(directory.resolve("manifests"));

    Result result = jcompose.run("generate", "kube", "-o", "manifests");

    assertThat(result.output().lines())
        .contains(
            manifests.resolve("db-environment-secret.yaml").toString(),
            manifests.resolve("web-deployment.yaml").toString());
    assertThat(modeOf(manifests.resolve("db-environment-secret.yaml"))).isEqualTo("rw-------");
    assertThat(modeOf(manifests.resolve("web-deployment.yaml"))).isNotEqualTo("rw-------");
  }

  @Test
  void oneFileWithSecretsInItIsItsOwnersAlone() throws IOException {
    Result result = jcompose.run("generate", "kube", "--filename", "shop.yaml");

    assertThat(result.output()).isEmpty();
    assertThat(modeOf(directory.resolve("shop.yaml"))).isEqualTo("rw-------");
  }

  @Test
  void whatWasSaidOfTheManifestsStandsInThem() {
    Result result =
        jcompose.run(
            "generate",
            "kube",
            "--type=statefulset",
            "--service-type=nodeport",
            "--schedule=db=0 3 * * *",
            "--namespace=shops",
            "--replicas=web=3",
            "--ingress=shop.example");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(result.output())
        .contains("kind: StatefulSet\n")
        .contains("schedule: 0 3 * * *\n")
        .contains("namespace: shops\n")
        .contains("replicas: 3\n")
        .contains("host: shop.example\n");
  }

  @Test
  void anIngressNeedsNoName() {
    assertThat(jcompose.run("generate", "kube", "--ingress").output()).contains("kind: Ingress\n");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    Result result =
        jcompose.run(
            "generate",
            "kube",
            "--type=lorry",
            "--service-type=tunnel",
            "--schedule=db",
            "--namespace=My_Space",
            "--volume-size=much");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error())
        .contains("--type: expected one of Deployment, StatefulSet, DaemonSet, Pod but was 'lorry'")
        .contains("--service-type: expected one of ClusterIP, NodePort, LoadBalancer")
        .contains("--schedule: 'db' does not say SERVICE=TIMES")
        .contains("--namespace: 'My_Space'")
        .contains("--volume-size: 'much' is no size");
  }

  private static String modeOf(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
