package io.jcompose.model.export.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesManifestsTest {

  // what a service becomes

  @Test
  void aServiceIsADeploymentAndIsFoundByItsName() {
    assertThat(Exported.of("services: {web: {image: nginx}}").objects())
        .containsExactly("Service web", "Deployment web");
  }

  @Test
  void aServiceWithAVolumeOfItsOwnIsAStatefulSetThatClaimsIt() {
    Exported db =
        Exported.of(
            """
            services: {db: {image: postgres, volumes: ['data:/data']}}
            volumes: {data: }
            """);

    assertThat(db.objects()).containsExactly("Service db", "StatefulSet db");
    assertThat(db.text("StatefulSet db"))
        .contains("volumeClaimTemplates:")
        .contains("        - ReadWriteOnce")
        .contains("            storage: 1Gi");
  }

  @Test
  void aVolumeOfSeveralServicesIsOneClaimThatNodesMustShare() {
    Exported shared =
        Exported.of(
            """
            services:
              one: {image: busybox, volumes: ['data:/data']}
              two: {image: busybox, volumes: ['data:/data:ro']}
            volumes: {data: {driver_opts: {size: 20G}}}
            """);

    assertThat(shared.objects())
        .containsExactly(
            "PersistentVolumeClaim data",
            "Service one",
            "Deployment one",
            "Service two",
            "Deployment two");
    assertThat(shared.text("PersistentVolumeClaim data"))
        .contains("- ReadWriteMany")
        .contains("storage: 20Gi")
        .contains("# volumes.data: several pods use it");
    assertThat(shared.text("Deployment one")).contains("type: Recreate");
    assertThat(shared.warnings()).contains("file1.yaml:4:11: volumes.data: several pods use it");
  }

  @Test
  void replicasShareTheirVolumeAsInCompose() {
    Exported many =
        Exported.of(
            """
            services: {web: {image: nginx, scale: 2, volumes: ['data:/data']}}
            volumes: {data: }
            """);

    assertThat(many.objects())
        .containsExactly("PersistentVolumeClaim data", "Service web", "Deployment web");
    assertThat(many.text("PersistentVolumeClaim data")).contains("- ReadWriteMany");
  }

  @ParameterizedTest
  @CsvSource({
    "global, DaemonSet web",
    "replicated-job, Job web",
    "global-job, Job web",
    "replicated, Deployment web"
  })
  void theModeOfADeploymentSaysWhatItBecomes(String mode, String object) {
    assertThat(
            Exported.of("services: {web: {image: nginx, deploy: {mode: %s}}}".formatted(mode))
                .objects())
        .contains(object);
  }

  @Test
  void aServiceThatOthersAwaitToCompleteIsAJob() {
    Exported migration =
        Exported.of(
            """
            services:
              web:
                image: nginx
                depends_on: {migrate: {condition: service_completed_successfully}}
              migrate: {image: busybox, restart: 'on-failure:3'}
            """);

    assertThat(migration.objects()).contains("Job migrate").doesNotContain("Service migrate");
    assertThat(migration.text("Job migrate"))
        .contains("backoffLimit: 3")
        .contains("restartPolicy: OnFailure");
  }

  @Test
  void aJobThatIsNotStartedAgainHasOneAttempt() {
    assertThat(
            Exported.of("services: {web: {image: nginx, deploy: {mode: replicated-job}}}")
                .text("Job web"))
        .contains("backoffLimit: 0")
        .contains("restartPolicy: Never");
  }

  @Test
  void aServiceWithAScheduleIsACronJob() {
    ManifestOptions nightly = options(Map.of(new ServiceName("backup"), "0 3 * * *"));

    assertThat(
            Exported.of("services: {backup: {image: busybox}}")
                .with(nightly)
                .text("CronJob backup"))
        .contains("schedule: 0 3 * * *")
        .contains("concurrencyPolicy: Forbid");
    assertThat(
            Exported.of(
                    """
                    services:
                      backup:
                        image: busybox
                        labels: {kompose.cronjob.schedule: '@daily'}
                    """)
                .text("CronJob backup"))
        .contains("schedule: \"@daily\"");
  }

  @Test
  void servicesWithOneNetworkNamespaceShareAPod() {
    Exported shared =
        Exported.of(
            """
            services:
              client: {image: busybox, network_mode: 'service:vpn'}
              vpn: {image: busybox, ports: ['8080:8080']}
            """);

    assertThat(shared.objects()).containsExactly("Service vpn", "Deployment vpn");
    assertThat(shared.text("Deployment vpn")).containsSubsequence("- name: vpn", "- name: client");
  }

  @Test
  void aProjectThatAsksForOnePodGetsOneWithAllNames() {
    Exported shared =
        Exported.of(
            """
            x-jcompose: {topology: pod}
            services: {web: {image: nginx}, api: {image: python}}
            """);

    assertThat(shared.objects()).containsExactly("Service web", "Service api", "Deployment app");
  }

  @Test
  void barePodsAreWrittenOnRequestAndEndAsTheFileSays() {
    ManifestOptions pods =
        new ManifestOptions(
            Optional.of(WorkloadKind.POD),
            Optional.empty(),
            false,
            Optional.empty(),
            Map.of(),
            Optional.of("shop"),
            "1Gi",
            Map.of());
    Exported pod = Exported.of("services: {web: {image: nginx, restart: on-failure}}").with(pods);

    assertThat(pod.text("Pod web"))
        .contains("restartPolicy: OnFailure")
        .contains("namespace: shop");
  }

  @Test
  void updatesAreDoneAsTheFileSays() {
    assertThat(
            Exported.of(
                    """
                    services:
                      web:
                        image: nginx
                        deploy:
                          replicas: 4
                          update_config: {parallelism: 2, delay: 10s, order: start-first}
                    """)
                .text("Deployment web"))
        .contains("replicas: 4")
        .contains("minReadySeconds: 10")
        .contains("maxSurge: 2")
        .contains("maxUnavailable: 0");
  }

  // how it is found

  @Test
  void neighboursUseTheContainersPortAndTheWorldThePublishedOne() {
    Exported web = Exported.of("services: {web: {image: nginx, ports: ['8080:80']}}");

    assertThat(web.objects())
        .containsExactly("Service web", "Service web-published", "Deployment web");
    assertThat(web.text("Service web")).contains("port: 80\n").contains("type: ClusterIP");
    assertThat(web.text("Service web-published"))
        .contains("port: 8080\n")
        .contains("targetPort: 80\n")
        .contains("type: LoadBalancer");
  }

  @Test
  void oneServiceIsEnoughWhereBothPortsAreTheSame() {
    Exported db = Exported.of("services: {db: {image: postgres, ports: ['5432:5432']}}");

    assertThat(db.objects()).containsExactly("Service db", "Deployment db");
    assertThat(db.text("Service db")).contains("type: LoadBalancer");
  }

  @Test
  void aServiceWithoutKnownPortsStillHasItsName() {
    assertThat(Exported.of("services: {db: {image: postgres}}").text("Service db"))
        .contains("clusterIP: None")
        .doesNotContain("ports:");
  }

  @Test
  void portsOfTheImageAreKnownWhereTheImageIs() {
    ImageConfig image =
        new ImageConfig(
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(new Port(6379, Protocol.TCP)),
            Optional.empty(),
            Healthcheck.UNSET,
            Map.of());

    assertThat(
            Exported.of("services: {cache: {image: redis}}")
                .image("redis", image)
                .text("Service cache"))
        .contains("port: 6379");
  }

  @Test
  void whatOnlyTheHostReachesStaysInTheClusterAndIsKeptForPlay() {
    Exported web = Exported.of("services: {web: {image: nginx, ports: ['127.0.0.1:8080:80']}}");

    assertThat(web.objects()).containsExactly("Service web", "Deployment web");
    assertThat(web.text("Service web"))
        .contains("jcompose.io/published: \"[\\\"127.0.0.1:8080:80/tcp\\\"]\"");
    assertThat(web.warnings())
        .contains("services.web.ports: '127.0.0.1:8080:80/tcp' is reached from within");
  }

  @Test
  void furtherNamesAreFurtherServices() {
    Exported names =
        Exported.of(
            """
            services:
              web: {image: nginx, links: ['db:database']}
              db:
                image: postgres
                container_name: the-db
                networks: {default: {aliases: [store, 'Not_One']}}
            """);

    assertThat(names.objects())
        .contains("Service db", "Service database", "Service the-db", "Service store");
    assertThat(names.warnings())
        .contains("services.db.networks: 'Not_One' is no host name of a cluster");
  }

  @Test
  void anIngressLeadsToWhatSpeaksHttpIfSomebodyAsksForIt() {
    String file =
        """
        services:
          web: {image: nginx, ports: ['8080:80', '2222:22']}
          api: {image: python, ports: [{target: 7000, published: '7000', app_protocol: http}]}
        """;
    Exported named = Exported.of(file).with(ingress(Optional.of("example.org")));

    assertThat(Exported.of(file).objects()).doesNotContain("Ingress app");
    assertThat(named.text("Ingress app"))
        .containsSubsequence(
            "host: example.org", "name: web", "host: api.example.org", "name: api");
    assertThat(named.text("Service web-published")).contains("port: 2222").doesNotContain("8080");
    assertThat(Exported.of(file).with(ingress(Optional.empty())).warnings())
        .contains("services.api.ports: the ingress leads to service 'web' only");
  }

  @Test
  void oneNetworkThatLeadsOutNeedsNoRule() {
    assertThat(Exported.of("services: {web: {image: nginx}, db: {image: postgres}}").objects())
        .noneMatch(object -> object.startsWith("NetworkPolicy"));
  }

  @Test
  void networksAreRulesOfWhoReachesWhom() {
    Exported parted =
        Exported.of(
            """
            services:
              proxy: {image: nginx, ports: ['80:80'], networks: [front, back]}
              app: {image: python, networks: [back]}
              spare: {image: python, networks: [front]}
              vault: {image: python, networks: [inner]}
            networks: {front: , back: , inner: {internal: true}}
            """);

    assertThat(Exported.of("services: {a: {image: b, network_mode: none}}").text("NetworkPolicy a"))
        .contains("- Egress")
        .doesNotContain("ingress:");
    String app = parted.manifests().text();
    assertThat(app.substring(app.indexOf("kind: NetworkPolicy\nmetadata:\n  name: app")))
        .startsWith(
            """
            kind: NetworkPolicy
            metadata:
              name: app
              labels:
                app.kubernetes.io/name: app
                app.kubernetes.io/instance: app
                app.kubernetes.io/part-of: app
                app.kubernetes.io/managed-by: jcompose
            spec:
              ingress:
                - from:
                    - podSelector:
                        matchLabels:
                          app.kubernetes.io/name: proxy
                          app.kubernetes.io/instance: app
                    - podSelector:
                        matchLabels:
                          app.kubernetes.io/name: app
                          app.kubernetes.io/instance: app
              podSelector:
            """);
    assertThat(parted.text("NetworkPolicy proxy")).contains("- ports:\n        - port: 80");
    assertThat(parted.text("NetworkPolicy vault")).contains("egress:").contains("port: 53");
  }

  // what it is given

  @Test
  void configsAndSecretsAreObjectsWithTheirContents() {
    Exported given =
        Exported.of(
                """
                services:
                  web:
                    image: nginx
                    configs: [{source: site, target: /etc/site.conf, mode: 0440}]
                    secrets: [{source: token, uid: '7'}, key]
                configs: {site: {content: "yes"}}
                secrets: {token: {environment: TOKEN}, key: {file: ./key}}
                """)
            .file("/srv/app/key", "line 1\nline 2\n");

    assertThat(given.text("ConfigMap site")).contains("data:\n  site: \"yes\"\n");
    assertThat(given.text("Secret token")).contains("stringData:\n  token: swordfish\n");
    assertThat(given.text("Secret key")).contains("  key: |\n    line 1\n    line 2\n");
    assertThat(given.text("Deployment web"))
        .contains("mountPath: /etc/site.conf\n              readOnly: true\n")
        .contains("subPath: site")
        .contains("mode: 288")
        .contains("mountPath: /run/secrets/token")
        .contains("secretName: key");
    assertThat(given.warnings())
        .contains("services.web.secrets: /run/secrets/token belongs to root");
  }

  @Test
  void whatIsExternalIsReferredToAndSaidHowToMake() {
    Exported given =
        Exported.of(
            """
            services: {web: {image: nginx, secrets: [token]}}
            secrets: {token: {external: true, name: the-token}}
            """);

    assertThat(given.objects()).containsExactly("Service web", "Deployment web");
    assertThat(given.text("Deployment web")).contains("secretName: the-token");
    assertThat(given.warnings()).contains("kubectl create secret generic the-token");
  }

  @Test
  void variablesThatSoundSecretAreKeptApart() {
    Exported web =
        Exported.of(
            """
            services:
              web:
                image: nginx
                environment: {DB_PASSWORD: 'a $(b)', API_KEY: k, MODE: 'x $$(Y) $$$$', DB_PASSWORD_FILE: /f}
            """);

    assertThat(web.text("Secret web-environment"))
        .contains("DB_PASSWORD: a $(b)")
        .contains("API_KEY: k");
    assertThat(web.text("Deployment web"))
        .contains("name: web-environment\n                  key: DB_PASSWORD\n")
        .contains("value: x $$(Y) $$$\n")
        .contains("value: /f")
        .doesNotContain("a $(b)");
    assertThat(web.manifests().holdsSecrets()).isTrue();
    assertThat(web.manifests().toString()).doesNotContain("a $(b)");
  }

  @ParameterizedTest
  @CsvSource({
    "$HOME,          $HOME",
    "$(HOME),        $$(HOME)",
    "$$,             $$$",
    "a$$(b),         a$$$$(b)",
    "100$,           100$",
    "${A} $,         ${A} $"
  })
  void aKubeletReadsWhatComposeMeant(String meant, String written) {
    assertThat(Expansion.escaped(meant)).isEqualTo(written);
  }

  @Test
  void mountsBecomeWhatAClusterHasForThem() {
    Exported web =
        Exported.of(
            """
            services:
              web:
                image: nginx
                shm_size: 64m
                tmpfs: ['/scratch:size=1m']
                volumes:
                  - /srv/site:/site:ro
                  - /anonymous
                  - {type: image, source: busybox, target: /busybox}
                  - {type: volume, source: bound, target: /bound}
            volumes: {bound: {driver_opts: {type: none, o: bind, device: /srv/bound}}}
            """);

    assertThat(web.objects()).containsExactly("Service web", "Deployment web");
    assertThat(web.text("Deployment web"))
        .contains("hostPath:\n            path: /srv/site\n")
        .contains("hostPath:\n            path: /srv/bound\n")
        .contains("emptyDir: {}")
        .contains("medium: Memory\n            sizeLimit: 1Mi")
        .contains("mountPath: /dev/shm")
        .contains("image:\n            reference: busybox\n");
    assertThat(web.warnings()).contains("/srv/site is a path of the node");
  }

  // how it runs

  @Test
  void whatIsHealthyIsReadyAndIsGivenItsTimeToStart() {
    Exported db =
        Exported.of(
            """
            services:
              db:
                image: postgres
                x-jcompose: {on-unhealthy: restart}
                healthcheck:
                  test: [CMD, pg_isready, '$$(X)']
                  interval: 5s
                  timeout: 1m
                  retries: 2
                  start_period: 20s
                  start_interval: 500ms
            """);

    String text = db.text("Deployment db");
    assertThat(text)
        .contains("- pg_isready\n                - $$(X)\n")
        .contains(
            "failureThreshold: 2\n            periodSeconds: 5\n            timeoutSeconds: 60\n");
    assertThat(text).contains("startupProbe:").contains("failureThreshold: 30\n");
    assertThat(text).contains("livenessProbe:");
  }

  @Test
  void hooksRunBeforeAfterAndAtTheEnd() {
    Exported app =
        Exported.of(
            """
            services:
              app:
                image: postgres
                stop_signal: SIGINT
                stop_grace_period: 1m
                pre_start: [{command: [chown, x], image: busybox, user: root}]
                post_start: [{command: [one]}, {command: [two, "it's"]}]
                pre_stop: [{command: [last, '$$(X)']}]
            """);

    assertThat(app.text("Deployment app"))
        .contains("initContainers:\n        - name: app-pre-start-1\n")
        .contains("runAsUser: 0")
        .contains("- \"'one' && 'two' 'it'\\\\''s'\"")
        .contains("- last\n                  - $(X)\n")
        .contains("stopSignal: SIGINT")
        .contains("os:\n        name: linux")
        .contains("terminationGracePeriodSeconds: 60");
  }

  @Test
  void sharesOfTheHostAreLimitsAndRequests() {
    assertThat(
            Exported.of(
                    """
                    services:
                      web:
                        image: nginx
                        mem_limit: 512m
                        mem_reservation: 100
                        deploy: {resources: {limits: {cpus: '0.25'}}}
                    """)
                .text("Deployment web"))
        .contains("limits:\n              cpu: 250m\n              memory: 512Mi\n")
        .contains("requests:\n              memory: \"100\"\n");
  }

  @Test
  void rightsAreThoseOfTheFile() {
    Exported web =
        Exported.of(
            """
            services:
              web:
                image: nginx
                user: '1000:1001'
                cap_drop: [ALL]
                cap_add: [NET_BIND_SERVICE]
                read_only: true
                group_add: ['1050', audio]
                security_opt: ['no-new-privileges:true', 'seccomp:unconfined', 'apparmor:mine']
                sysctls: {net.ipv4.tcp_syncookies: 1}
            """);

    assertThat(web.text("Deployment web"))
        .contains("runAsUser: 1000")
        .contains("runAsGroup: 1001")
        .contains("add:\n                - NET_BIND_SERVICE\n")
        .contains("drop:\n                - ALL\n")
        .contains("readOnlyRootFilesystem: true")
        .contains("allowPrivilegeEscalation: false")
        .contains("seccompProfile:\n              type: Unconfined")
        .contains("localhostProfile: mine\n              type: Localhost\n")
        .contains("supplementalGroups:\n          - 1050\n")
        .contains("- name: net.ipv4.tcp_syncookies\n            value: \"1\"");
    assertThat(web.warnings()).contains("group_add: 'audio' is left out");
  }

  @Test
  void aUserByNameIsToldAndKeptForPlay() {
    Exported db = Exported.of("services: {db: {image: postgres, user: postgres}}");

    assertThat(db.text("Deployment db"))
        .contains("jcompose.io/users: \"{\\\"db\\\":\\\"postgres\\\"}\"")
        .doesNotContain("runAsUser");
    assertThat(db.warnings()).contains("services.db.user: a cluster takes numbers only");
  }

  @Test
  void whoWaitsForWhomIsKeptForPlay() {
    Exported web =
        Exported.of(
            """
            services:
              web: {image: nginx, depends_on: {my_db: {condition: service_healthy}}}
              my_db: {image: postgres}
            """);

    assertThat(web.text("Deployment web"))
        .contains(
            "jcompose.io/depends-on: \"{\\\"my-db\\\":{\\\"condition\\\":\\\"service_healthy\\\","
                + "\\\"required\\\":true}}\"");
  }

  @Test
  void labelsAreLabelsWhereAClusterTakesThem() {
    Exported web =
        Exported.of(
            """
            services:
              web:
                image: nginx
                labels: {tier: front, rule: 'Host(`a`)', 'bad key': x, app.kubernetes.io/name: mine}
                annotations: {com.example/note: '100%'}
            """);

    assertThat(web.text("Deployment web"))
        .contains("labels:\n        tier: front\n")
        .contains("annotations:\n        rule: Host(`a`)\n        com.example/note: 100%\n");
    assertThat(web.warnings()).contains("services.web.labels: bad key: no keys");
    assertThat(web.manifests().text()).doesNotContain("name: mine");
  }

  @Test
  void namesOfHostsAndServersAreThePods() {
    assertThat(
            Exported.of(
                    """
                    services:
                      web:
                        image: nginx
                        hostname: front
                        dns: 192.0.2.53
                        dns_opt: ['ndots:2', rotate]
                        extra_hosts: ['a=192.0.2.1', 'b=192.0.2.1', 'host=host-gateway']
                        platform: linux/arm64
                        pull_policy: daily
                    """)
                .text("Deployment web"))
        .contains("hostname: front")
        .contains("nameservers:\n          - 192.0.2.53\n")
        .contains("- name: ndots\n            value: \"2\"\n")
        .contains("hostnames:\n            - a\n            - b\n          ip: 192.0.2.1\n")
        .contains("kubernetes.io/arch: arm64")
        .contains("imagePullPolicy: Always")
        .contains("# services.web.extra_hosts: 'host' has no address");
  }

  @Test
  void whatAClusterHasNothingLikeIsACommentAndAWarningWithItsPlace() {
    Exported web =
        Exported.of(
            """
            services:
              web:
                image: nginx
                ulimits: {nofile: 10}
            """);

    assertThat(web.text("Deployment web")).startsWith("# services.web.ulimits: pods have the");
    assertThat(web.warnings()).startsWith("file1.yaml:4:5: services.web.ulimits: pods have the");
  }

  // what is refused

  @Test
  void namesThatAClusterRefusesAreToldAllAtOnce() {
    String tooLong = "x".repeat(64);
    Exported names =
        Exported.of(
            """
            services:
              %s: {image: nginx}
              a_b: {image: nginx}
              a-b: {image: nginx}
              data: {image: nginx, secrets: [gone]}
            secrets: {gone: {file: ./gone}}
            """
                .formatted(tooLong));

    assertThatThrownBy(names::manifests)
        .isInstanceOf(InvalidComposeFileException.class)
        .hasMessageContaining("has 64 letters, and a Deployment may have 63")
        .hasMessageContaining("Deployment 'a-b' would stand for both this and services.a_b")
        .hasMessageContaining("secrets.gone.file: there is no file '/srv/app/gone'");
  }

  @Test
  void optionsThatAClusterRefusesAreToldAllAtOnce() {
    ManifestOptions wrong =
        new ManifestOptions(
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.of("Not A Host"),
            Map.of(new ServiceName("web"), "now"),
            Optional.of("My_Space"),
            "much",
            Map.of());

    assertThat(wrong.faults()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 3 * * *", "*/5 0-6,20 1 JAN MON-FRI", "@hourly"})
  void timesOfCronAreTaken(String times) {
    assertThat(CronTimes.fault(times)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 3 * *", "a b c d e", "* * * * * *", "@never"})
  void whatAreNoTimesIsRefused(String times) {
    assertThat(CronTimes.fault(times)).isPresent();
  }

  private static ManifestOptions options(Map<ServiceName, String> schedules) {
    return new ManifestOptions(
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        schedules,
        Optional.empty(),
        "1Gi",
        Map.of());
  }

  private static ManifestOptions ingress(Optional<String> host) {
    return new ManifestOptions(
        Optional.empty(),
        Optional.empty(),
        true,
        host,
        Map.of(),
        Optional.empty(),
        "1Gi",
        Map.of());
  }
}
