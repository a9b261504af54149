package io.jcompose.model.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jcompose.model.error.InvalidComposeFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Mistakes in manifests are told all at once, each with its place, its path and a hint. */
class ManifestErrorsTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: p}
      spec:
        containers:
        - name: c
          image: busybox
      """;

  @Test
  void allMistakesAreToldAtOnceWithTheirPlaces() {
    assertThat(
            problems(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  restartPolicy: always
                  containers:
                  - name: c
                    imagee: busybox
                    env:
                    - {name: A, value: 1}
                    ports: [{containerPort: "80"}]
                    volumeMounts: [{name: dta, mountPath: /data}]
                  volumes:
                  - {name: data, emptyDir: {}}
                """))
        .isEqualTo(
            """
            shop.yaml:5:18: spec.restartPolicy: 'always' is not known here
                hint: did you mean 'Always'?
            shop.yaml:7:5: spec.containers[0]: a container needs 'image'
                hint: add 'image: NAME'
            shop.yaml:8:5: spec.containers[0].imagee: 'imagee' is not a field of a container
                hint: did you mean 'image'?
            shop.yaml:10:24: spec.containers[0].env[0].value: must be a text, not '1'
                hint: put it into quotes
            shop.yaml:11:29: spec.containers[0].ports[0].containerPort: must be a whole number, not '80'
                hint: write the number, without quotes
            shop.yaml:12:27: spec.containers[0].volumeMounts[0].name: the pod has no volume 'dta'
                hint: did you mean 'data'?""");
  }

  @Test
  void whatComposeRefusesIsToldInTheManifestsWords() {
    assertThat(
            problems(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  containers:
                  - name: c
                    image: Not An Image
                    securityContext:
                      capabilities: {add: [FLY]}
                    volumeMounts: [{name: d, mountPath: data}]
                  volumes: [{name: d}]
                """))
        .contains(
            "shop.yaml:7:12: spec.containers[0].image: ",
            "shop.yaml:9:28: spec.containers[0].securityContext.capabilities.add[0]: 'FLY' is not a"
                + " capability",
            "shop.yaml:10:20: spec.containers[0].volumeMounts[0]: 'data' is not an"
                + " absolute path");
  }

  @Test
  void whatCannotBeHonouredAndMattersIsRefused() {
    assertThatRefused(POD + "    securityContext: {privileged: true}\n", "privileged");
    assertThatRefused(POD + "  hostPID: true\n", "hostPID");
    assertThatRefused(
        POD
            + "    volumeMounts: [{name: d, mountPath: /d, subPath: x}]\n"
            + "  volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]\n",
        "subpath");
  }

  private static void assertThatRefused(String manifest, String word) {
    InvalidComposeFileException refusal =
        catchThrowableOfType(
            InvalidComposeFileException.class, () -> Played.of(manifest).runnable());
    assertThat(refusal).hasMessageContaining(word).hasMessageContaining("shop.yaml:");
  }

  @Test
  void referencesToWhatIsNotThereAreToldWithTheNearestName() {
    assertThat(
            problems(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {colour: red}
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: p
                  annotations: {jcompose.io/depends-on: '{"web": {}}'}
                spec:
                  containers:
                  - name: c
                    image: busybox
                    envFrom: [{configMapRef: {name: setings}}]
                    env:
                    - {name: A, valueFrom: {configMapKeyRef: {name: settings, key: color}}}
                    - {name: B, valueFrom: {secretKeyRef: {name: keys, key: a}}}
                    - {name: C, valueFrom: {fieldRef: {fieldPath: metadata.nam}}}
                    livenessProbe: {httpGet: {port: web}}
                    volumeMounts: [{name: h, mountPath: /h}]
                  volumes: [{name: h, hostPath: {path: /srv/none, type: Directory}}]
                """))
        .contains(
            "there is no ConfigMap 'setings' in these files\n    hint: did you mean 'settings'?",
            "ConfigMap 'settings' has no key 'color'\n    hint: did you mean 'colour'?",
            "there is no Secret 'keys' in these files\n"
                + "    hint: add it, name its file too, or write 'optional: true'",
            "there is no field 'metadata.nam'\n    hint: did you mean 'metadata.name'?",
            "httpGet.port: no container of the pod has a port 'web'",
            "there is no other workload 'web' with a pod in these files",
            "there is no directory /srv/none on this host");
  }

  @Test
  void documentsThatAreNoManifestsAreToldWhatTheyAre() {
    assertThat(problems("services: {web: {image: busybox}}"))
        .contains("this looks like a Compose file")
        .contains("jcompose up");
    assertThat(problems("apiVersion: v1\nkind: Pot\nmetadata: {name: p}\n"))
        .contains("shop.yaml:2:7: kind: kind 'Pot' is not known\n    hint: did you mean 'Pod'?");
    assertThat(problems("- a\n- b\n")).contains("a manifest needs 'kind'");
    assertThat(problems("# nothing\n")).contains("there is no manifest in it");
    assertThat(problems("kind: Pod\nspec: {containers: []}\n"))
        .contains("a manifest needs 'apiVersion'", "a Pod needs a name");
    assertThat(problems(POD + "---\n" + POD))
        .contains("Pod 'p' is already described at shop.yaml:1:1");
  }

  @Test
  void aSecretIsNeverQuoted() {
    String secret =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: keys}
        data: {token: "hunter2!"}
        """;
    assertThat(problems(secret + "---\n" + POD))
        .contains("is not in Base64")
        .doesNotContain("hunter2");
  }

  @Test
  void hostileFilesAreRefusedAndCostLittle() {
    String bomb =
        """
        a: &a [x,x,x,x,x,x,x,x,x,x]
        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
        e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
        f: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]
        """;
    assertThat(problems(bomb)).contains("use fewer aliases of aliases");
    assertThat(problems("a: " + "[".repeat(300) + "]".repeat(300))).contains("levels deep");
    assertThat(
            problems(
                """
                kind: Deployment
                apiVersion: apps/v1
                metadata: {name: d}
                spec: {replicas: 2000000000, template: {spec: {containers: []}}}
                """))
        .contains("there cannot be 2000000000 pods of one kind");
    StringBuilder doubling =
        new StringBuilder(POD + "    env:\n    - {name: A0, value: 'xxxxxxxxxx'}\n");
    for (int i = 1; i < 40; i++) {
      doubling.append("    - {name: A%d, value: '$(A%d)$(A%d)'}\n".formatted(i, i - 1, i - 1));
    }
    assertThat(problems(doubling.toString())).contains("gets longer than 1 MiB");
    assertThat(
            problems(
                POD
                    + "    volumeMounts: [{name: s, mountPath: /s}]\n"
                    + "  volumes: [{name: s, configMap: {name: m, items: [{key: a, path: ../../etc/x}]}}]\n"
                    + "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: x}}\n"))
        .contains("'../../etc/x' is not a path within the volume");
  }

  @Test
  void theCommandLineIsCheckedToo() {
    PlayChoices choices =
        new PlayChoices(
            Optional.empty(), OptionalInt.empty(), List.of("80:8080"), false, List.of());
    InvalidComposeFileException refusal =
        catchThrowableOfType(
            InvalidComposeFileException.class,
            () -> Played.of(POD + "---\n" + POD.replace("name: p", "name: q"), choices));

    assertThat(refusal).hasMessageContaining("--publish: no container has a port 8080");
  }

  private static String problems(String manifest) {
    InvalidComposeFileException invalid =
        catchThrowableOfType(
            InvalidComposeFileException.class, () -> Played.of(manifest).project());
    return String.valueOf(invalid.getMessage());
  }
}
