package io.jcompose.model.plan;

import static io.jcompose.model.plan.ServiceBuilder.project;
import static io.jcompose.model.plan.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.Capability;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.VolumeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTreeTest {
  @Test
  void aPlanReadsAsATreeWithoutASecretInIt() {
    PodPlan plan =
        new Planner(ImageFacts.NONE)
            .plan(
                project(
                    service("web")
                        .image("docker.io/library/nginx:1.27")
                        .publish("127.0.0.1", 8080, 8080, 80, Protocol.TCP)
                        .environment(
                            new Environment(Map.of("TOKEN", "s3cret"), Set.of("http_proxy")))
                        .mount(
                            new Mount.Bind(
                                "/srv/my site",
                                "/site",
                                true,
                                true,
                                Optional.empty(),
                                Optional.empty()))
                        .after("db", Dependency.Condition.HEALTHY, true)
                        .after("db", Dependency.Condition.STARTED, false)
                        .security(
                            new SecuritySettings(
                                false, Set.of(Capability.NET_ADMIN), true, Set.of(), true))
                        .labels(Map.of("key", "s3cret"))
                        .restart(new RestartPolicy(RestartPolicy.Kind.ON_FAILURE, 3)),
                    service("db")
                        .entrypoint("/bin/sh", "-c")
                        .command("echo \"hi\"\n\u001b[2J")
                        .user("70:70")
                        .mount(new Mount.Volume(new VolumeName("shop_data"), "/data", false, false))
                        .mount(new Mount.AnonymousVolume("/own", false))
                        .mount(
                            new Mount.Tmpfs(
                                "/tmp", OptionalLong.of(65536), OptionalInt.empty(), ""))
                        .healthcheck(
                            new Healthcheck(
                                false,
                                Optional.of(List.of("CMD", "ready")),
                                Optional.of(Duration.ofSeconds(90)),
                                Optional.empty(),
                                Optional.of(Duration.ofMillis(1500)),
                                Optional.of(Duration.ofSeconds(1)),
                                Optional.of(5)))));

    assertThat(PlanTree.of(plan))
        .isEqualTo(
            """
            project shop
              topology pod: no two services listen on one port, as far as is known without their images
              network shop_default (bridge)
              infra shop-infra
                joins shop_default as db shop-db-1 shop-web-1 web
                publishes 127.0.0.1:8080:80/tcp for web
                hosts db shop-db-1 shop-web-1 web
              container shop-db-1 for db
                image rootfs:/
                entrypoint /bin/sh -c
                command "echo \\"hi\\"\\n\\u001b[2J"
                user 70:70
                mount volume shop_data -> /data
                mount a volume of its own -> /own
                mount memory of 65536 bytes -> /tmp
                health CMD ready (every 1m30s, start period 1.5s, at first every 1s, 5 retries)
              container shop-web-1 for web
                image docker.io/library/nginx:1.27
                command (the image's)
                environment TOKEN
                without http_proxy
                mount "/srv/my site" -> /site (read-only)
                may also NET_ADMIN
                may not ALL
                root read-only
                after db (service_healthy)
                after db (service_started, not required)
                restart on-failure:3
                labels key
              volume shop_data
            """);
  }
}
