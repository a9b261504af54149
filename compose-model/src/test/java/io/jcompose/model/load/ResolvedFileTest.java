package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolvedFileTest {
  static final String EVERYTHING =
      """
      name: all
      services:
        web:
          image: rootfs:/
          cap_add: [NET_ADMIN, ALL]
          cap_drop: [cap_chown]
          command: sh -c 'echo "$$HOME"; exit 0'
          depends_on:
            db: {condition: service_healthy, restart: true, required: false}
          entrypoint: []
          environment: {B: "yes", A: "1", UNSET: null, LINES: "one\\ntwo\\n", SPACED: " x\\n"}
          expose: ["80", "53/udp"]
          extra_hosts: {gateway: host-gateway, six: "::1"}
          healthcheck:
            test: curl localhost
            interval: 1m30s
            timeout: 500ms
            retries: 3
            start_period: 1h
            start_interval: 1.5s
          hostname: web.example
          init: true
          labels: [one=1, empty]
          links: ["db:database"]
          ports: ["127.0.0.1:8080-8081:80-81/udp", "3000", "9000-9010:90"]
          profiles: [front]
          read_only: true
          restart: on-failure:3
          stop_grace_period: 2m
          stop_signal: int
          tmpfs: /run:size=64m,mode=1777,noexec
          user: "1000:1000"
          volumes:
            - data:/data:ro,nocopy
            - /anonymous
            - ./src:/src:rshared,z
          working_dir: /src
          x-note: {cost: "5$$"}
        db:
          image: postgres:16
          healthcheck: {disable: true}
      volumes:
        data: {labels: {keep: "true"}}
        unused: {}
      x-jcompose: {topology: pod}
      """;

  private final MemorySources sources = new MemorySources();

  @Test
  void everyCarriedKeyIsWrittenInLongForm() {
    assertThat(resolved(EVERYTHING).toYaml())
        .isEqualTo(
            """
            name: all
            services:
              db:
                healthcheck:
                  disable: true
                image: postgres:16
                networks:
                  default: null
              web:
                cap_add:
                  - NET_ADMIN
                  - ALL
                cap_drop:
                  - cap_chown
                command:
                  - sh
                  - -c
                  - echo "$$HOME"; exit 0
                depends_on:
                  db:
                    condition: service_healthy
                    restart: true
                    required: false
                entrypoint: []
                environment:
                  A: "1"
                  B: "yes"
                  LINES: |
                    one
                    two
                  SPACED: " x\\n"
                  UNSET: null
                expose:
                  - "80"
                  - 53/udp
                extra_hosts:
                  - gateway=host-gateway
                  - six=::1
                healthcheck:
                  test:
                    - CMD-SHELL
                    - curl localhost
                  timeout: 500ms
                  interval: 1m30s
                  retries: 3
                  start_period: 1h0m0s
                  start_interval: 1.5s
                hostname: web.example
                image: rootfs:/
                init: true
                labels:
                  empty: ""
                  one: "1"
                links:
                  - db:database
                networks:
                  default: null
                ports:
                  - mode: ingress
                    host_ip: 127.0.0.1
                    target: 80
                    published: "8080"
                    protocol: udp
                  - mode: ingress
                    host_ip: 127.0.0.1
                    target: 81
                    published: "8081"
                    protocol: udp
                  - mode: ingress
                    target: 3000
                    protocol: tcp
                  - mode: ingress
                    target: 90
                    published: 9000-9010
                    protocol: tcp
                profiles:
                  - front
                read_only: true
                restart: on-failure:3
                stop_grace_period: 2m0s
                stop_signal: int
                tmpfs:
                  - /run:size=64m,mode=1777,noexec
                user: 1000:1000
                volumes:
                  - type: volume
                    source: data
                    target: /data
                    read_only: true
                    volume:
                      nocopy: true
                  - type: volume
                    target: /anonymous
                    volume: {}
                  - type: bind
                    source: /srv/app/src
                    target: /src
                    bind:
                      selinux: z
                      propagation: rshared
                      create_host_path: true
                working_dir: /src
                x-note:
                  cost: 5$$
            networks:
              default:
                name: all_default
            volumes:
              data:
                name: all_data
                labels:
                  keep: "true"
            x-jcompose:
              topology: pod
            """);
  }

  @Test
  void jsonSaysTheSame() {
    assertThat(resolved("services: {db: {image: postgres, ports: [80]}}").toJson())
        .isEqualTo(
            """
            {
              "name": "app",
              "services": {
                "db": {
                  "command": null,
                  "entrypoint": null,
                  "image": "postgres",
                  "networks": {
                    "default": null
                  },
                  "ports": [
                    {
                      "mode": "ingress",
                      "target": 80,
                      "protocol": "tcp"
                    }
                  ]
                }
              },
              "networks": {
                "default": {
                  "name": "app_default",
                  "ipam": {}
                }
              }
            }
            """);
  }

  @Test
  void whatWasWrittenLoadsToAnEqualProject() {
    LoadedProject first = load(EVERYTHING);
    LoadedProject second = load(first.resolved().toYaml());

    assertThat(second.resolved().toYaml()).isEqualTo(first.resolved().toYaml());
  }

  @Test
  void whatWasWrittenDoesNotDependOnServicesThatAreNotInIt() {
    sources.with(
        "/srv/app/compose.yaml",
        """
        services:
          web:
            image: web
            depends_on:
              db: {condition: service_healthy, required: false}
          db:
            image: db
            profiles: [own-db]
        """);
    var loader = new ComposeLoader(sources);

    String yaml = loader.load(LoadRequest.in("/srv/app", Map.of())).resolved().toYaml();
    sources.with("/srv/app/compose.yaml", yaml);

    assertThat(yaml).doesNotContain("db");
    assertThat(loader.load(LoadRequest.in("/srv/app", Map.of())).resolved().toYaml())
        .isEqualTo(yaml);
  }

  private ResolvedFile resolved(String text) {
    return load(text).resolved();
  }

  private LoadedProject load(String text) {
    sources.with("/srv/app/compose.yaml", text);
    LoadRequest request =
        LoadRequest.in("/srv/app", Map.of("HOME", "/root", "COMPOSE_PROFILES", "*"));
    return new ComposeLoader(sources).load(request);
  }
}
