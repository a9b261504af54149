package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Manifests of Kubernetes as pods of this host. */
@Privileged
class KubePlayTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {GREETING: "hello $(X) $Y", app.ini: "a = 1"}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: keys}
      stringData: {token: s3cret}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: played, labels: {app: played}}
      spec:
        terminationGracePeriodSeconds: 0
        initContainers:
        - name: first
          image: rootfs:/
          command: [sh, -c, "echo first >> /work/order"]
          volumeMounts: [{name: work, mountPath: /work}]
        - name: second
          image: rootfs:/
          command: [sh, -c, "echo second >> /work/order"]
          volumeMounts: [{name: work, mountPath: /work}]
        containers:
        - name: web
          image: rootfs:/
          command: [busybox, httpd, -f, -p, "8080", -h, /work]
          env:
          - {name: TOKEN, valueFrom: {secretKeyRef: {name: keys, key: token}}}
          envFrom: [{configMapRef: {name: settings}}]
          ports: [{name: http, containerPort: 8080, hostPort: %s}]
          livenessProbe: {httpGet: {path: /order, port: http}, periodSeconds: 1}
          volumeMounts:
          - {name: work, mountPath: /work}
          - {name: settings, mountPath: /etc/played}
          - {name: keys, mountPath: /etc/keys, readOnly: true}
          - {name: data, mountPath: /played-data}
        - name: side
          image: rootfs:/
          securityContext: {runAsUser: 1234}
          command: [sh, -c, "sleep 1000"]
          volumeMounts: [{name: work, mountPath: /work}]
        volumes:
        - {name: work, emptyDir: {}}
        - {name: settings, configMap: {name: settings, items: [{key: app.ini, path: sub/app.ini}]}}
        - {name: keys, secret: {secretName: keys, defaultMode: 0400}}
        - {name: data, persistentVolumeClaim: {claimName: played-claim}}
      """;

  @Test
  void aPodsContainersShareTheirNetworkAndVolumesAndGetWhatConfigMapsAndSecretsHold() {
    String port = Stack.freePort();
    try (Stack stack = played(POD.formatted(port))) {
      assertThat(stack.jcompose("kube", "play", "--wait", "played.yaml").succeeded())
          .isEqualTo("played-first\nplayed-second\nplayed-web\nplayed-side\n");

      assertThat(Shell.run("curl", "-s", "http://127.0.0.1:" + port + "/order").succeeded())
          .isEqualTo("first\nsecond\n");
      assertThat(
              stack.exec("played-side", "busybox", "wget", "-qO-", "http://localhost:8080/order"))
          .isEqualTo("first\nsecond\n");
      assertThat(
              stack.exec("played-side", "sh", "-c", "hostname; echo third >> /work/third; id -u"))
          .isEqualTo("played\n1234\n");
      assertThat(stack.exec("played-web", "sh", "-c", "echo $TOKEN; echo \"$GREETING\""))
          .isEqualTo("s3cret\nhello $(X) $Y\n");
      assertThat(
              stack.exec(
                  "played-web",
                  "sh",
                  "-c",
                  "cd /etc; stat -c '%n %a' */sub/app.ini keys/*; cat played/sub/app.ini keys/token"))
          .isEqualTo("played/sub/app.ini 644\nkeys/token 400\na = 1s3cret");
    }
  }

  @Test
  void aClaimKeepsItsDataOverDownAndPlayAndAnEmptyDirectoryDoesNot() {
    try (Stack stack = played(POD.formatted(Stack.freePort()))) {
      stack.jcompose("kube", "play", "-q", "played.yaml").succeeded();
      stack.exec("played-web", "sh", "-c", "echo kept > /played-data/kept; echo gone > /work/gone");

      stack.jcompose("kube", "down", "played.yaml").succeeded();
      assertThat(stack.jcompose("ps", "-aq").succeeded()).isEmpty();
      stack.jcompose("kube", "down", "played.yaml").succeeded();
      stack.jcompose("kube", "play", "-q", "played.yaml").succeeded();

      assertThat(stack.exec("played-web", "cat", "/played-data/kept")).isEqualTo("kept\n");
      assertThat(stack.exec("played-web", "ls", "/work")).isEqualTo("order\n");
      stack.jcompose("kube", "down", "--force", "played.yaml").succeeded();
      assertThat(stack.jcompose("volumes", "-q").succeeded()).isEmpty();
    }
  }

  @Test
  void replicasAnswerUnderTheNameOfTheirServiceAndChangesAreReconciled() {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: 0
              containers:
              - {name: c, image: "rootfs:/", command: [sh, -c, "sleep 1000"]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: front}
        spec: {selector: {app: web}, ports: [{port: 8080}]}
        """;
    try (Stack stack = played(deployment)) {
      stack.jcompose("kube", "play", "played.yaml").succeeded();
      assertThat(stack.states()).containsOnlyKeys("web-pod-c", "web-pod-2-c");
      assertThat(addresses(stack, "front")).isEqualTo(2);

      long before = stack.pid("web-pod-c");
      stack.write("played.yaml", deployment.replace("replicas: 2", "replicas: 1"));
      stack.jcompose("kube", "play", "played.yaml").succeeded();

      assertThat(stack.states()).isEqualTo(Map.of("web-pod-c", "running"));
      assertThat(stack.pid("web-pod-c")).isEqualTo(before);
      assertThat(addresses(stack, "front")).isEqualTo(1);
    }
  }

  private static long addresses(Stack stack, String name) {
    return stack
        .exec("web-pod-c", "getent", "ahostsv4", name)
        .lines()
        .filter(line -> line.contains("STREAM"))
        .count();
  }

  @Test
  void aContainerWhoseLivenessProbeFailsIsRestarted() {
    try (Stack stack =
        played(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: alive}
            spec:
              terminationGracePeriodSeconds: 0
              containers:
              - name: c
                image: rootfs:/
                command: [sh, -c, "touch /tmp/alive; sleep 1000"]
                livenessProbe:
                  exec: {command: [test, -e, /tmp/alive]}
                  periodSeconds: 1
                  failureThreshold: 1
                volumeMounts: [{name: tmp, mountPath: /tmp}]
              volumes: [{name: tmp, emptyDir: {medium: Memory}}]
            """)) {
      stack.jcompose("kube", "play", "--wait", "played.yaml").succeeded();
      long before = stack.pid("alive-c");

      stack.exec("alive-c", "rm", "/tmp/alive");

      await()
          .ignoreExceptionsMatching(AssertionError.class::isInstance)
          .untilAsserted(() -> assertThat(stack.pid("alive-c")).isNotEqualTo(before));
    }
  }

  @Test
  void aFileThatIsWrongStartsNothing() {
    try (Stack stack = played(POD.formatted("80a"))) {
      Shell.Result refused = stack.jcompose("kube", "play", "played.yaml");

      assertThat(refused.exitCode()).isEqualTo(3);
      assertThat(refused.error())
          .contains(
              "played.yaml:",
              "spec.containers[0].ports[0].hostPort: must be a whole number, not '80a'");
      assertThat(stack.jcompose("ps", "-aq").succeeded()).isEmpty();
      assertThat(stack.jcompose("kube", "play", "--ip=10.0.0.1", "played.yaml").exitCode())
          .isEqualTo(2);
    }
  }

  /** The Compose file beside the manifest is only there for the commands that ask for its name. */
  private static Stack played(String manifest) {
    Stack stack = Stack.of("played", "services: {}\n", Map.of("COMPOSE_PROJECT_NAME", "played"));
    stack.write("played.yaml", manifest);
    return stack;
  }
}
