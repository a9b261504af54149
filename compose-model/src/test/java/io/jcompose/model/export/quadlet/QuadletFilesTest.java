package io.jcompose.model.export.quadlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.load.SmallProject;
import io.jcompose.model.plan.ContentFacts;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.plan.Planner;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.SecretName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuadletFilesTest {
  private static final ContentFacts CONTENTS =
      new ContentFacts() {
        @Override
        public byte[] read(String path, int limit) {
          return "swordfish".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String digest(String path) {
          return "0".repeat(64);
        }

        @Override
        public Optional<String> version(SecretName secret) {
          return Optional.of("1");
        }
      };

  @Test
  void servicesThatShareAPodHaveItsNetworkAndItHasTheirPorts() {
    String yaml =
        """
        services:
          web: {image: nginx, ports: ['127.0.0.1:8080:80', '53:53/udp'], hostname: front}
          db: {image: postgres, extra_hosts: ['tape=10.0.0.9'], expose: ['5432']}
        """;

    assertThat(file(yaml, "app.pod"))
        .contains("\nPodName=app\n")
        .contains("\nPodmanArgs=--share=net\n")
        .contains("\nPublishPort=127.0.0.1:8080:80\nPublishPort=53:53/udp\n")
        .contains("\nAddHost=tape:10.0.0.9\n")
        .contains("\nNetwork=app-default.network:")
        .contains("alias=db,")
        .contains("\nWantedBy=multi-user.target\n");
    assertThat(file(yaml, "app-web.container"))
        .contains("\nContainerName=app-web-1\n")
        .contains("\nImage=docker.io/library/nginx\n")
        .contains("\nPod=app.pod\n")
        .contains("\nHostName=front\n")
        .doesNotContain("PublishPort");
    // podman refuses these to a container of a pod
    assertThat(file(yaml, "app-db.container")).doesNotContain("AddHost").doesNotContain("Expose");
  }

  @Test
  void servicesWithAddressesOfTheirOwnAreInNetworksByTheirNames() {
    String yaml =
        """
        services:
          web:
            image: nginx
            ports: ['[::1]:80:80', '90']
            expose: ['81/udp']
            networks:
              front: {aliases: [www], ipv4_address: 10.1.0.9, mac_address: '02:00:00:00:00:01'}
          db: {image: postgres, networks: [back], links: ['web:site']}
        networks:
          front:
            internal: true
            driver_opts: {mtu: '1400', colour: red}
            labels: {side: 'the front'}
            ipam: {config: [{subnet: 10.1.0.0/24}, {subnet: 'fd00::/64', gateway: 'fd00::9'}]}
          back: {external: true, name: backbone}
        """;

    assertThat(file(yaml, "app-web.container"))
        .contains(
            "\nNetwork=app-front.network:alias=app-web-1,alias=web,alias=www,ip=10.1.0.9,"
                + "mac=02:00:00:00:00:01\n")
        .contains("\nPublishPort=[::1]:80:80\nPublishPort=90\n")
        .contains("\nExposeHostPort=81/udp\n")
        .doesNotContain("Pod=");
    assertThat(file(yaml, "app-db.container")).contains("\nNetwork=backbone:alias=app-db-1,");
    assertThat(file(yaml, "app-front.network"))
        .contains("\nNetworkName=app_front\n")
        .contains("\nInternal=true\n")
        .contains("\nIPv6=true\n")
        .contains("\nSubnet=10.1.0.0/24\nGateway=10.1.0.1\nIPRange=10.1.0.0/24\n")
        .contains("\nSubnet=fd00::/64\nGateway=fd00::9\n")
        .contains("\nOptions=mtu=1400\n")
        .contains("\nLabel=\"side=the front\"\n")
        .contains("\n# not said here: colour: ");
    assertThat(names(yaml)).doesNotContain("app-back.network");
    assertThat(unsaid(yaml))
        .contains("networks.front.driver_opts.colour: podman knows no such option")
        .contains("services.db.links: podman has no names for one container alone");
  }

  @Test
  void aNameThatALinkGivesIsANameInTheNetworkIfItIsFree() {
    assertThat(
            file(
                """
                services:
                  web: {image: nginx, networks: [one, two], links: ['db:database']}
                  db: {image: postgres, networks: [one]}
                networks: {one: {}, two: {}}
                """,
                "app-db.container"))
        .contains("alias=database,");
  }

  @Test
  void networkModesAreSaid() {
    String yaml =
        """
        services:
          vpn: {image: vpn, hostname: me, networks: [one]}
          client: {image: client, network_mode: 'service:vpn'}
          host: {image: host, network_mode: host}
          alone: {image: alone, network_mode: none}
          other: {image: other, network_mode: 'container:stranger'}
        networks: {one: {internal: true}}
        """;

    assertThat(file(yaml, "app-client.container"))
        .contains("\nNetwork=app-vpn.container\n")
        .doesNotContain("HostName");
    assertThat(file(yaml, "app-host.container")).contains("\nNetwork=host\n");
    assertThat(file(yaml, "app-alone.container")).contains("\nNetwork=none\n");
    assertThat(file(yaml, "app-other.container")).contains("\nNetwork=container:stranger\n");
  }

  @Test
  void eachReplicaHasAFile() {
    String yaml = "services: {web: {image: nginx, scale: 2, environment: {A: b}}}";

    assertThat(names(yaml))
        .contains("app-web-1.container", "app-web-2.container")
        .containsOnlyOnce("app-web.env");
  }

  @ParameterizedTest
  @CsvSource({
    "nginx:1, docker.io/library/nginx:1",
    "team/app, docker.io/team/app",
    "localhost/app:1, localhost/app:1",
    "localhost:5000/app, localhost:5000/app",
    "quay.io/team/app:2, quay.io/team/app:2",
    "oci-archive:/srv/app.tar, oci-archive:/srv/app.tar"
  })
  void imagesHaveFullNames(String image, String full) {
    assertThat(file("services: {web: {image: '" + image + "'}}", "app-web.container"))
        .contains("\nImage=" + full + "\n");
  }

  @Test
  void aDirectoryOfTheHostIsALayerBelowTheContainersOwn() {
    assertThat(file("services: {web: {image: 'rootfs:/srv/100%'}}", "app-web.container"))
        .contains("\nRootfs=/srv/100%%:O\n")
        .doesNotContain("Image=");
  }

  @Test
  void anImageForAPlatformIsFetchedByAFileOfItsOwn() {
    String yaml = "services: {web: {image: nginx, platform: linux/arm/v7}}";

    assertThat(file(yaml, "app-web.container")).contains("\nImage=app-web.image\n");
    assertThat(file(yaml, "app-web.image"))
        .contains("\nImage=docker.io/library/nginx\nOS=linux\nArch=arm\nVariant=v7\n");
  }

  @ParameterizedTest
  @CsvSource({"always, always", "never, never", "refresh, newer", "daily, newer"})
  void imagesAreFetchedWhenTheFileSays(String policy, String pull) {
    assertThat(
            file(
                "services: {web: {image: nginx, pull_policy: " + policy + "}}",
                "app-web.container"))
        .contains("\nPull=" + pull + "\n");
  }

  @Test
  void anImageIsBuiltFromItsContext() {
    String yaml =
        """
        services:
          web:
            build:
              context: /srv/my app
              dockerfile: sub/Containerfile
              target: release
              args: {VERSION: '1 $$x'}
              labels: {made: here}
              tags: [web:new]
              no_cache: true
              additional_contexts: {base: 'service:base'}
              privileged: true
          base: {build: {dockerfile_inline: "FROM scratch\\n"}}
        """;

    assertThat(file(yaml, "app-web.container")).contains("\nImage=app-web.build\n");
    assertThat(file(yaml, "app-web.build"))
        .contains("\nImageTag=localhost/app-web\nImageTag=localhost/web:new\n")
        .contains("\nSetWorkingDirectory=/srv/my app\nFile=/srv/my app/sub/Containerfile\n")
        .contains("\nTarget=release\n")
        .contains("\nPodmanArgs=\"--build-arg=VERSION=1 $$x\"\n")
        .contains("\nLabel=made=here\n")
        .contains("\nPodmanArgs=--no-cache\n")
        .contains("\nPodmanArgs=--build-context=base=container-image://localhost/app-base\n")
        .contains("\nAfter=app-base-build.service\n");
    assertThat(file(yaml, "app-base.Containerfile")).isEqualTo("FROM scratch\n");
    assertThat(unsaid(yaml)).contains("services.web.build.privileged: ");
  }

  @Test
  void dollarsAndPerCentSignsAreThoseOfTheFile() {
    String container =
        file(
            """
            services:
              web:
                image: nginx
                entrypoint: [sh, -c]
                command: ['echo $$HOME ${NONE-} 100% %n', '', ';', '"', "it's"]
                working_dir: /srv/100% $$x
                labels: {text: '$$a %b'}
                healthcheck: {test: 'test $$A = "%b"'}
            """,
            "app-web.container");

    assertThat(container)
        .contains("\nEntrypoint=[\"sh\",\"-c\"]\n")
        .contains("\nExec=\"echo $$HOME  100%% %%n\" ${EMPTY} ${SEMICOLON} \"\\\"\" \"it's\"\n")
        .contains("\nWorkingDir=/srv/100%% $$x\n")
        .contains("\nLabel=\"text=$$a %%b\"\n")
        .contains("\nHealthCmd=[\"CMD-SHELL\",\"test $$A = \\\"%%b\\\"\"]\n")
        .contains("\nEnvironment=EMPTY=\nEnvironment=SEMICOLON=;\n");
  }

  @Test
  void anEmptyEntrypointDropsThatOfTheImage() {
    assertThat(file("services: {web: {image: nginx, entrypoint: []}}", "app-web.container"))
        .contains("\nEntrypoint=[\"\"]\n");
  }

  @Test
  void valuesOfTheEnvironmentStandInAFileThatOnlyItsOwnerReads() {
    String yaml =
        """
        services:
          web:
            image: nginx
            environment: {PASSWORD: 'sword "fish" #1 ', LINES: "a\\nb", GONE: }
        """;
    QuadletExport export = export(yaml);

    assertThat(file(yaml, "app-web.container"))
        .contains("\nEnvironmentFile=app-web.env\n")
        .contains("\nSecret=app-web-variable-1,type=env,target=LINES\n")
        .contains("secret create --replace app-web-variable-1 /units/app-web-variable-1.secret\n")
        .contains("\nPodmanArgs=--unsetenv=GONE\n")
        .doesNotContain("fish");
    assertThat(file(yaml, "app-web.env")).isEqualTo("PASSWORD=sword \"fish\" #1 \n");
    assertThat(file(yaml, "app-web-variable-1.secret")).isEqualTo("a\nb");
    assertThat(confidential(export)).containsExactly("app-web-variable-1.secret", "app-web.env");
    assertThat(export.files().toString()).doesNotContain("fish");
  }

  @Test
  void aVariableThatPodmanCannotNameIsAFault() {
    assertThat(
            faults(
                """
                services: {web: {image: nginx, environment: {'#A': b, ' B': c}}}
                """))
        .contains("services.web.environment.#A: ")
        .contains("services.web.environment. B: ");
  }

  @Test
  void secretsArePodmansAndMadeAnewAtEachStart() {
    String yaml =
        """
        services:
          web:
            image: nginx
            secrets: [token, {source: key, target: /etc/key, uid: '5', mode: 0400}, outside]
            configs: [plain, {source: text, mode: 0440}]
        secrets:
          token: {file: /srv/token}
          key: {file: /srv/key, labels: {of: 'the house'}}
          outside: {external: true, name: elsewhere}
        configs:
          plain: {file: /srv/plain}
          text: {content: 'swordfish'}
        """;

    String container = file(yaml, "app-web.container");

    assertThat(container)
        .contains("\nVolume=/srv/plain:/plain:ro\n")
        .contains("\nSecret=app-config-text,type=mount,target=/text,mode=0440\n")
        .contains("\nSecret=app-token,type=mount,target=/run/secrets/token,mode=0444\n")
        .contains("\nSecret=app-key,type=mount,target=/etc/key,uid=5,mode=0400\n")
        .contains("\nSecret=elsewhere,type=mount,target=/run/secrets/outside,mode=0444\n")
        .contains("=/usr/bin/podman secret create --replace app-token /srv/token\n")
        .contains("--replace --label \"of=the house\" app-key /srv/key\n")
        .contains("--replace app-config-text /units/app-config-text.secret\n")
        .doesNotContain("swordfish");
    assertThat(confidential(export(yaml))).containsExactly("app-config-text.secret");
  }

  @Test
  void withoutADirectoryFilesBesideUnitsAreWhereQuadletLooks() {
    Project project = SmallProject.of(hookWithEnvironment()).load().project();

    QuadletExport export =
        QuadletFiles.of(
            project,
            new Planner(ImageFacts.NONE).plan(project),
            new QuadletOptions(true, Optional.empty()));

    assertThat(export.files().get(1).text())
        .contains("--env-file %E/containers/systemd/app-web-post-start-1.env app-web-1 env\n")
        .contains("\nWantedBy=default.target\n");
  }

  private static String hookWithEnvironment() {
    return """
        services:
          web: {image: nginx, post_start: [{command: [env], environment: {A: swordfish}}]}
        """;
  }

  @Test
  void mountsAreSaid() {
    String yaml =
        """
        services:
          web:
            image: nginx
            volumes:
              - data:/data:ro
              - /anonymous
              - /srv/with blank:/b
              - {type: bind, source: '/srv/a:b', target: /c, read_only: true, bind: {propagation: rslave, create_host_path: false}}
              - {type: volume, source: data, target: /part, volume: {subpath: 'a,b'}}
              - {type: image, source: busybox, target: /tools}
              - {type: tmpfs, target: /scratch, tmpfs: {size: 1m, mode: 0700}}
              - {type: bind, source: /srv/x, target: /x, bind: {selinux: Z, recursive: disabled, create_host_path: false}}
            tmpfs: ['/run:noexec']
        volumes:
          data: {driver_opts: {type: nfs, device: ':/x', o: 'addr=10.0.0.1'}, labels: {a: b}}
        """;

    assertThat(file(yaml, "app-web.container"))
        .contains("\nVolume=app-data.volume:/data:ro\n")
        .contains("\nVolume=app-web-anonymous-1.volume:/anonymous\n")
        .contains("\nVolume=/srv/with blank:/b\n")
        .contains(
            "\nMount=type=bind,source=/srv/a:b,destination=/c,readonly=true,"
                + "bind-propagation=rslave\n")
        .contains(
            "\nMount=\"type=volume,source=app-data.volume,destination=/part,"
                + "\\\"subpath=a,b\\\"\"\n")
        .contains("\nMount=type=image,source=docker.io/library/busybox,destination=/tools\n")
        .contains("\nTmpfs=/scratch:notmpcopyup,size=1048576,mode=700\n")
        .contains("\nTmpfs=/run:notmpcopyup,noexec\n")
        .contains("\nVolume=/srv/x:/x:Z,bind\n")
        .contains(" sh \"/srv/with blank\"\n");
    assertThat(file(yaml, "app-data.volume"))
        .contains("\nVolumeName=app_data\nType=nfs\nDevice=:/x\nOptions=addr=10.0.0.1\n")
        .contains("\nLabel=a=b\n");
    assertThat(file(yaml, "app-web-anonymous-1.volume"))
        .contains("\nVolumeName=app-web-anonymous-1\n");
  }

  @Test
  void healthChecksAreWhatPodmanMakesOfALine() {
    String yaml =
        """
        services:
          words: {image: a, healthcheck: {test: [CMD, a, b c], interval: 1m30s, timeout: 500ms, retries: 2, start_period: 5s}}
          word: {image: a, healthcheck: {test: [CMD, /probe]}}
          shell: {image: a, healthcheck: {test: 'a || b'}}
          none: {image: a, healthcheck: {disable: true}}
          times: {image: a, healthcheck: {interval: 5s}}
        """;

    assertThat(file(yaml, "app-words.container"))
        .contains("\nHealthCmd=[\"a\",\"b c\"]\nHealthInterval=90s\nHealthTimeout=500ms\n")
        .contains("\nHealthStartPeriod=5s\nHealthRetries=2\n");
    assertThat(file(yaml, "app-word.container")).contains("\nHealthCmd=CMD /probe\n");
    assertThat(file(yaml, "app-shell.container"))
        .contains("\nHealthCmd=[\"CMD-SHELL\",\"a || b\"]\n");
    assertThat(file(yaml, "app-none.container")).contains("\nHealthCmd=none\n");
    assertThat(unsaid(yaml)).contains("services.times.healthcheck: ");
  }

  @Test
  void dependenciesAreThoseOfUnits() {
    String yaml =
        """
        services:
          web:
            image: nginx
            depends_on:
              db: {condition: service_healthy}
              setup: {condition: service_completed_successfully}
              cache: {condition: service_started, required: false, restart: true}
          db: {image: postgres, healthcheck: {test: probe it, interval: 10s, timeout: 5s, retries: 2}}
          setup: {image: busybox, restart: always}
          cache: {image: redis}
        """;

    assertThat(file(yaml, "app-web.container"))
        .contains("\nRequires=app-db.service app-setup.service\n")
        .contains("\nWants=app-cache.service\n")
        .contains("\nAfter=app-")
        .contains("\nPartOf=app-cache.service\n");
    assertThat(file(yaml, "app-db.container"))
        .contains("\nNotify=healthy\n")
        .contains("\nTimeoutStartSec=930\n");
    assertThat(file(yaml, "app-setup.container"))
        .contains("\nType=oneshot\nRemainAfterExit=yes\n")
        .contains("\nRestart=on-failure\n");
    assertThat(file(yaml, "app-cache.container")).doesNotContain("Notify=");
  }

  @ParameterizedTest
  @CsvSource({
    "'no', no",
    "always, always",
    "unless-stopped, always",
    "on-failure, on-failure",
    "on-failure:3, on-failure"
  })
  void systemdRestartsWhatTheFileSays(String policy, String restart) {
    assertThat(
            file("services: {web: {image: nginx, restart: '" + policy + "'}}", "app-web.container"))
        .contains("\nRestart=" + restart + "\n");
  }

  @Test
  void attemptsAreCountedFromTheFirstStart() {
    assertThat(
            file("services: {web: {image: nginx, restart: 'on-failure:3'}}", "app-web.container"))
        .contains("\nStartLimitIntervalSec=infinity\nStartLimitBurst=4\n");
    assertThat(file("services: {web: {image: nginx, restart: always}}", "app-web.container"))
        .contains("\nStartLimitIntervalSec=0\n");
  }

  @Test
  void whatRunsBeforeAServiceIsAContainerThatItWaitsFor() {
    String yaml =
        """
        services:
          web:
            image: nginx
            pre_start: [{command: [one], image: busybox}, {command: [two]}]
            pre_stop: [{command: [bye], user: root}]
        """;

    assertThat(file(yaml, "app-web-pre-start-1.container"))
        .contains("\nImage=docker.io/library/busybox\n")
        .contains("\nType=oneshot\n");
    assertThat(file(yaml, "app-web-pre-start-2.container"))
        .contains("\nRequires=app-web-pre-start-1.service\n");
    assertThat(file(yaml, "app-web.container"))
        .contains("\nRequires=app-web-pre-start-1.service app-web-pre-start-2.service\n")
        .contains("\nExecStop=-/usr/bin/podman exec --user root app-web-1 bye\n");
  }

  @Test
  void rightsAndLimitsAreSaidBySettingsOrByOptions() {
    String yaml =
        """
        services:
          web:
            image: nginx
            user: '5:6'
            group_add: [audio]
            cap_drop: [ALL]
            cap_add: [NET_ADMIN, CHOWN]
            security_opt: [no-new-privileges, seccomp=unconfined, label=disable, apparmor=mine]
            read_only: true
            init: true
            tty: true
            privileged: true
            pid: 'service:db'
            ipc: host
            userns_mode: keep-id
            cgroup_parent: shop.slice
            runtime: runsc
            sysctls: {kernel.msgmax: 5}
            ulimits: {nofile: {soft: 1, hard: 2}}
            mem_limit: 1m
            cpus: 1.5
            pids_limit: 9
            shm_size: 2m
            devices: ['/dev/a:/dev/b:r']
            gpus: all
            annotations: {a.b: c d}
            mem_swappiness: 5
            storage_opt: {size: 1G}
          db: {image: postgres}
        """;

    assertThat(file(yaml, "app-web.container"))
        .contains("\nUser=5:6\n")
        .contains("\nGroupAdd=audio\n")
        .contains("\nDropCapability=all\nAddCapability=CAP_CHOWN CAP_NET_ADMIN\n")
        .contains("\nNoNewPrivileges=true\nSeccompProfile=unconfined\nSecurityLabelDisable=true\n")
        .contains("\nPodmanArgs=--security-opt=apparmor=mine\n")
        .contains("\nReadOnly=true\nReadOnlyTmpfs=false\nTmpfs=/dev/shm:rw,size=2097152,mode=1777")
        .contains("\nRunInit=true\n")
        .contains("\nPodmanArgs=--tty\n")
        .contains("\nPodmanArgs=--privileged\n")
        .contains("\nPodmanArgs=--pid=container:app-db-1\n")
        .contains("\nRequires=app-db.service\n")
        .contains("\nPodmanArgs=--ipc=host\n")
        .contains("\nUserNS=keep-id\n")
        .contains("\nCgroupsMode=enabled\nPodmanArgs=--cgroup-parent=shop.slice\n")
        .contains("\nGlobalArgs=--runtime=runsc\n")
        .contains("\nSysctl=kernel.msgmax=5\n")
        .contains("\nUlimit=nofile=1:2\n")
        .contains("\nPodmanArgs=--memory=1048576\n")
        .contains("\nPodmanArgs=--cpus=1.5\n")
        .contains("\nPidsLimit=9\n")
        .contains("\nAddDevice=/dev/a:/dev/b:r\nAddDevice=nvidia.com/gpu=all\n")
        .contains("\nAnnotation=\"a.b=c d\"\n");
    assertThat(unsaid(yaml))
        .contains("services.web.mem_swappiness: ")
        .contains("services.web.storage_opt: ");
  }

  @Test
  void outputGoesWherePodmanCanPutIt() {
    String yaml =
        """
        services:
          file: {image: a, logging: {driver: json-file, options: {max-size: 5m, max-file: '2'}}}
          far: {image: a, logging: {driver: syslog}}
        """;

    assertThat(file(yaml, "app-file.container"))
        .contains("\nLogDriver=k8s-file\nLogOpt=max-size=5m\n");
    assertThat(file(yaml, "app-far.container")).doesNotContain("LogDriver");
    assertThat(unsaid(yaml))
        .contains("services.file.logging.options.max-file: ")
        .contains("services.far.logging.driver: podman has no driver 'syslog'");
  }

  @Test
  void aContainerThatIsUnhealthyIsKilledWhereItIsToBeRestarted() {
    assertThat(
            file(
                """
                services:
                  web: {image: nginx, x-jcompose: {on-unhealthy: restart}, healthcheck: {test: a}}
                """,
                "app-web.container"))
        .contains("\nHealthOnFailure=kill\n")
        .contains("\nRestart=on-failure\n");
  }

  @Test
  void twoFilesThatWouldMakeOneUnitAreAFault() {
    assertThat(faults("services: {pod: {image: a}, web: {image: b}}"))
        .contains("app.pod and app-pod.container would make one unit, app-pod.service");
    assertThat(faults("services: {web: {image: a, scale: 2}, web-1: {image: b}}"))
        .contains("two would write the file app-web-1.container");
  }

  @Test
  void whatNoSettingCanHoldIsAFault() {
    assertThat(
            faults(
                """
                services:
                  web:
                    image: nginx
                    user: "a\\nb"
                    working_dir: '/ends/in/blank '
                    volumes: [{type: volume, source: data, target: '/a:b'}]
                    healthcheck: {test: [CMD, my probe]}
                volumes: {data: {}}
                """))
        .contains("services.web.user: User= of Quadlet cannot hold 'a?b'")
        .contains("services.web.working_dir: ")
        .contains("services.web.volumes: podman takes no path with ':'")
        .contains("services.web.healthcheck.test: ");
  }

  private static QuadletExport export(String yaml) {
    Project project = SmallProject.of(yaml).load().project();
    return QuadletFiles.of(
        project,
        new Planner(ImageFacts.NONE, CONTENTS).plan(QuadletFiles.plannable(project)),
        new QuadletOptions(false, Optional.of("/units")));
  }

  private static List<String> names(String yaml) {
    return export(yaml).files().stream().map(QuadletFile::name).toList();
  }

  private static List<String> confidential(QuadletExport export) {
    return export.files().stream()
        .filter(QuadletFile::confidential)
        .map(QuadletFile::name)
        .toList();
  }

  private static String file(String yaml, String name) {
    QuadletExport export = export(yaml);
    return export.files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + names(yaml)))
        .text();
  }

  private static String unsaid(String yaml) {
    return lines(export(yaml).unsaid());
  }

  private static String faults(String yaml) {
    return lines(export(yaml).faults());
  }

  private static String lines(List<Remark> remarks) {
    return remarks.stream().map(Remark::toString).collect(Collectors.joining("\n"));
  }
}
