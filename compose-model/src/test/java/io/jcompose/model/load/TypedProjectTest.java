package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import io.jcompose.model.error.Place;
import io.jcompose.model.project.BlockIo;
import io.jcompose.model.project.Build;
import io.jcompose.model.project.Build.Dockerfile;
import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.project.ContentSource;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.DeployRestartPolicy;
import io.jcompose.model.project.Develop;
import io.jcompose.model.project.DeviceRequest;
import io.jcompose.model.project.DeviceRequest.Selection;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Extensions;
import io.jcompose.model.project.Grant;
import io.jcompose.model.project.Hook;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.ImageSource;
import io.jcompose.model.project.IsolationSettings;
import io.jcompose.model.project.IsolationSettings.SecurityOption;
import io.jcompose.model.project.ModelDefinition;
import io.jcompose.model.project.ModelUse;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkAttachment;
import io.jcompose.model.project.NetworkAttachments;
import io.jcompose.model.project.NetworkDefinition;
import io.jcompose.model.project.NetworkSettings.ExtraHost;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.PortMapping.PortRange;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Provider;
import io.jcompose.model.project.ResourceSettings;
import io.jcompose.model.project.ResourceSettings.DeviceMapping;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.TopologyChoice;
import io.jcompose.model.project.Ulimit;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NamespaceMode;
import io.jcompose.model.value.NetworkMode;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.model.value.VolumesFrom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What becomes of each key of {@code every-key.yaml}, group by group. */
class TypedProjectTest {
  private static final Project PROJECT = EveryKey.loaded().project();

  private static Service service(String name) {
    return Objects.requireNonNull(PROJECT.services().get(new ServiceName(name)));
  }

  private static Environment environment(String name, String value) {
    return new Environment(Map.of(name, value), Set.of());
  }

  private static Extensions one(String key) {
    return new Extensions(Map.of(key, BigInteger.ONE));
  }

  @Test
  void keysOfTheUsersOwnAreKeptAsPlainValues() {
    assertThat(PROJECT.topology()).isEqualTo(TopologyChoice.BRIDGE);
    assertThat(PROJECT.extensions().values()).containsOnlyKeys("x-jcompose", "x-team");
    assertThat(PROJECT.extensions().get("x-team").orElseThrow())
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsExactly(
            entry("people", List.of("ann", "bob")),
            entry("size", BigInteger.TWO),
            entry("share", new BigDecimal("0.5")),
            entry("remote", true),
            entry("lead", null),
            entry("since", "2024-01-31T00:00:00Z"));
    assertThat(service("web").extensions().get("x-service"))
        .contains(List.of(BigInteger.ONE, BigInteger.TWO));
  }

  @Test
  void aServiceHasAnImageUnlessAProviderRunsIt() {
    assertThat(service("web").image()).contains(new ImageReference("registry.example/web:1"));
    assertThat(service("db").image()).contains(new ImageReference("shop-db"));
    assertThat(service("cache").image()).isEmpty();
    assertThat(service("cache").source().provider())
        .contains(
            new Provider("cloud", Map.of("size", List.of("small"), "zone", List.of("a", "b"))));
    assertThat(service("db").containerName()).contains(new ContainerName("shop-store"));
  }

  @Test
  void whereAnImageComesFrom() {
    ImageSource source = service("web").source();

    assertThat(source.pullPolicy())
        .contains(new PullPolicy(PullPolicy.Kind.WHEN_OLDER, Optional.of(Duration.ofHours(12))));
    assertThat(source.pullRefreshAfter()).contains("24h");
    assertThat(source.platform()).contains("linux/arm64");
    assertThat(source.build())
        .contains(
            new Build(
                Optional.of("/srv/shop/web"),
                new Dockerfile.File("web.Dockerfile"),
                Optional.of("production"),
                Map.of("VERSION", "1"),
                Map.of("shared", "/srv/shared"),
                Map.of("built", "here"),
                List.of("web:latest"),
                List.of("linux/arm64"),
                new Build.Cache(
                    List.of("web:cache"), List.of("type=local,dest=cache"), true, List.of("test")),
                true,
                List.of(
                    new Build.SshKey("default", Optional.empty()),
                    new Build.SshKey("key", Optional.of("/srv/shop/id"))),
                List.of(
                    new Grant(
                        new Place("compose.yaml", 39, 17),
                        "token",
                        Optional.of("id"),
                        Optional.of("10"),
                        Optional.of("11"),
                        OptionalInt.of(0400))),
                Optional.of("host"),
                List.of(new ExtraHost("mirror", "10.0.0.9")),
                Optional.of("hyperv"),
                true,
                List.of("network.host"),
                OptionalLong.of(128L << 20),
                Map.of("nproc", new Ulimit(100, 100), "nofile", new Ulimit(1000, 2000)),
                Optional.of("mode=max"),
                Optional.of("true"),
                one("x-build")));
    assertThat(service("db").source().build().orElseThrow().dockerfile())
        .isEqualTo(new Dockerfile.Inline("FROM scratch"));
  }

  @Test
  void inputAndOutput() {
    assertThat(service("web").console())
        .isEqualTo(
            new ConsoleSettings(
                true,
                true,
                false,
                false,
                Optional.of(
                    new ConsoleSettings.Logging(Optional.of("syslog"), Map.of("tag", "web")))));
    assertThat(service("db").console()).isEqualTo(ConsoleSettings.DEFAULT);
  }

  @Test
  void hooks() {
    assertThat(service("web").hooks())
        .isEqualTo(
            new Hooks(
                List.of(
                    new Hooks.PreStart(
                        hook("migrate", "/m", environment("B", "2")),
                        Optional.of(new ImageReference("tools:1")),
                        true)),
                List.of(hook("warm", "/w", environment("A", "1"))),
                List.of(hook("drain", "/d", environment("C", "3")))));
    assertThat(service("db").hooks()).isEqualTo(Hooks.NONE);
  }

  private static Hook hook(String command, String directory, Environment environment) {
    return new Hook(
        Optional.of(List.of(command)),
        Optional.of("root"),
        true,
        Optional.of(directory),
        environment);
  }

  @Test
  void publishedPorts() {
    assertThat(service("web").network().ports())
        .containsExactly(
            new PortMapping(
                Optional.of("127.0.0.1"),
                Optional.of(new PortRange(8080, 8081)),
                new Port(80, Protocol.UDP),
                Optional.of("http"),
                PortMapping.Mode.HOST,
                Optional.of("http")));
  }

  @Test
  void namesOfAService() {
    assertThat(service("web").network().hostname()).hasValue("front");
    assertThat(service("web").network().domainName()).hasValue("example.com");
    assertThat(service("db").network().domainName()).isEmpty();
  }

  @Test
  void networksOfAService() {
    var address = new MacAddress("02:42:ac:11:00:03");

    assertThat(service("web").attachments())
        .isEqualTo(
            new NetworkAttachments(
                Optional.empty(),
                Map.of(
                    "front",
                    new NetworkAttachment(
                        List.of("www"),
                        Optional.of("eth7"),
                        Optional.of("10.5.0.10"),
                        Optional.of("fd00::10"),
                        List.of("169.254.8.8"),
                        Optional.of(address),
                        Map.of("mtu", "1400"),
                        1,
                        1000,
                        one("x-attachment"))),
                Optional.of(address),
                new NetworkAttachments.Dns(
                    List.of("9.9.9.9"), List.of("ndots:2"), List.of("example.com")),
                List.of(new NetworkAttachments.ExternalLink("legacy", "old"))));
    assertThat(service("db").attachments().mode())
        .contains(new NetworkMode.OfService(new ServiceName("cache")));
    assertThat(service("db").attachments().networks()).isEmpty();
  }

  @Test
  void everyKindOfMount() {
    assertThat(service("web").mounts())
        .containsExactly(
            new Mount.Bind(
                "/srv/shop/site",
                "/site",
                true,
                false,
                Optional.of("rslave"),
                Optional.of("z"),
                Optional.of(Mount.Bind.Recursion.READONLY),
                Optional.of("cached")),
            new Mount.Volume(
                new VolumeName("shop-data"),
                "/data",
                false,
                true,
                Optional.of("web"),
                Map.of("kept", "yes")),
            new Mount.AnonymousVolume("/own", false),
            new Mount.Tmpfs("/cache", OptionalLong.of(1 << 20), OptionalInt.of(0700), ""),
            new Mount.Image("assets:1", "/assets", Optional.of("img")),
            new Mount.ClusterVolume("group:fast", "/fast", false),
            new Mount.NamedPipe("\\\\.\\pipe\\engine", "/pipe"),
            new Mount.Tmpfs("/run", OptionalLong.of(64 << 20), OptionalInt.of(01777), "noexec"));
  }

  @Test
  void filesBesidesMounts() {
    var storage = service("web").storage();

    assertThat(storage.volumesFrom())
        .containsExactly(
            new VolumesFrom.OfService(new ServiceName("db"), true),
            new VolumesFrom.OfContainer("legacy", false));
    assertThat(storage.configs())
        .containsExactly(
            new Grant(
                new Place("compose.yaml", 54, 15),
                "settings",
                Optional.of("/etc/settings"),
                Optional.of("20"),
                Optional.of("21"),
                OptionalInt.of(0440)));
    assertThat(storage.secrets())
        .containsExactly(
            new Grant(
                new Place("compose.yaml", 176, 15),
                "token",
                Optional.of("/run/token"),
                Optional.of("30"),
                Optional.of("31"),
                OptionalInt.of(0400)));
    assertThat(storage.options()).containsExactly(entry("size", "10G"));
  }

  @Test
  void isolation() {
    Optional<NamespaceMode> host = Optional.of(new NamespaceMode.Host());

    assertThat(service("web").isolation())
        .isEqualTo(
            new IsolationSettings(
                true,
                new IsolationSettings.Namespaces(
                    Optional.of(new NamespaceMode.Shareable()), host, host, host, host),
                List.of(
                    new SecurityOption("seccomp", Optional.of("profile.json")),
                    new SecurityOption("label", Optional.of("disable")),
                    new SecurityOption("no-new-privileges", Optional.empty())),
                List.of("audio", "44"),
                Map.of("net.core.somaxconn", "1024"),
                Optional.of("shop.slice"),
                Optional.of("runc"),
                true,
                Optional.of("process"),
                Optional.of(
                    new IsolationSettings.CredentialSpec(
                        Optional.of("account"), Optional.of("spec.json"), Optional.of("key")))));
  }

  @Test
  void resources() {
    ResourceSettings resources = service("web").resources();

    assertThat(resources.cpu())
        .isEqualTo(
            new ResourceSettings.Cpu(
                OptionalDouble.of(0.5),
                OptionalInt.of(512),
                OptionalLong.of(50_000),
                OptionalLong.of(100_000),
                OptionalLong.of(1000),
                OptionalLong.of(400),
                Optional.of("0-1"),
                OptionalInt.of(2),
                OptionalDouble.of(50)));
    assertThat(resources.memory())
        .isEqualTo(
            new ResourceSettings.Memory(
                OptionalLong.of(64 << 20),
                OptionalLong.of(32 << 20),
                OptionalLong.of(128 << 20),
                OptionalLong.of(60),
                OptionalLong.of(256 << 20),
                true,
                OptionalInt.of(-500)));
    assertThat(resources.pidsLimit()).hasValue(100);
    assertThat(resources.ulimits())
        .containsExactly(
            entry("nproc", new Ulimit(65_535, 65_535)),
            entry("nofile", new Ulimit(20_000, 40_000)));
    assertThat(resources.blockIo())
        .contains(
            new BlockIo(
                OptionalInt.of(300),
                List.of(new BlockIo.DeviceWeight("/dev/sda", 400)),
                List.of(new BlockIo.DeviceRate("/dev/sdb", 12 << 20)),
                List.of(new BlockIo.DeviceRate("/dev/sdc", 120)),
                List.of(new BlockIo.DeviceRate("/dev/sdd", 1 << 20)),
                List.of(new BlockIo.DeviceRate("/dev/sde", 30))));
    assertThat(service("db").resources()).isEqualTo(ResourceSettings.DEFAULT);
  }

  @Test
  void devices() {
    ResourceSettings resources = service("web").resources();

    assertThat(resources.devices())
        .containsExactly(new DeviceMapping("/dev/ttyUSB0", "/dev/modem", Optional.of("rw")));
    assertThat(resources.deviceCgroupRules()).containsExactly("c 1:3 mr");
    assertThat(resources.gpus())
        .containsExactly(
            new DeviceRequest(
                List.of("utility"),
                Optional.of("nvidia"),
                new Selection.Some(1),
                Map.of("mig", "1")),
            new DeviceRequest(
                List.of(), Optional.empty(), new Selection.Named(List.of("GPU-1")), Map.of()),
            new DeviceRequest(List.of(), Optional.of("amd"), new Selection.All(), Map.of()));
  }

  @Test
  void dependencies() {
    assertThat(service("web").dependencies())
        .contains(new Dependency(new ServiceName("db"), Dependency.Condition.HEALTHY, false, true));
  }

  @Test
  void deployment() {
    var deployment = service("web").deployment();

    assertThat(deployment.profiles()).containsExactly("shop");
    assertThat(deployment.scale()).hasValue(3);
    assertThat(deployment.deploy())
        .contains(
            new Deploy(
                Optional.of(Deploy.Mode.GLOBAL),
                Optional.of("dnsrr"),
                OptionalInt.of(3),
                Map.of("tier", "front"),
                Optional.of(
                    new Deploy.UpdateConfig(
                        OptionalInt.of(2),
                        Optional.of(Duration.ofSeconds(10)),
                        Optional.of(Deploy.UpdateConfig.FailureAction.ROLLBACK),
                        Optional.of(Duration.ofMinutes(1)),
                        OptionalDouble.of(0.25),
                        Optional.of(Deploy.UpdateConfig.Order.START_FIRST))),
                Optional.of(
                    new Deploy.UpdateConfig(
                        OptionalInt.of(1),
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(Deploy.UpdateConfig.FailureAction.PAUSE),
                        Optional.of(Duration.ofSeconds(2)),
                        OptionalDouble.of(0.1),
                        Optional.of(Deploy.UpdateConfig.Order.STOP_FIRST))),
                new Deploy.Limits(
                    OptionalDouble.of(0.5), OptionalLong.of(64 << 20), OptionalInt.of(100)),
                new Deploy.Reservations(
                    OptionalDouble.of(0.25),
                    OptionalLong.of(32 << 20),
                    List.of(new Deploy.GenericResource(Optional.of("ssd"), OptionalInt.of(2))),
                    List.of(
                        new DeviceRequest(
                            List.of("gpu"),
                            Optional.of("nvidia"),
                            new Selection.Some(2),
                            Map.of("virtualization", "off")),
                        new DeviceRequest(
                            List.of("tpu"),
                            Optional.empty(),
                            new Selection.Named(List.of("0")),
                            Map.of()))),
                Optional.of(
                    new DeployRestartPolicy(
                        Optional.of(DeployRestartPolicy.Condition.ON_FAILURE),
                        Optional.of(Duration.ofSeconds(5)),
                        OptionalInt.of(4),
                        Optional.of(Duration.ofMinutes(2)))),
                new Deploy.Placement(
                    List.of("node.role==manager"), List.of("node.labels.zone"), OptionalInt.of(2)),
                one("x-deploy")));
  }

  @Test
  void whatIsWatched() {
    assertThat(service("web").deployment().develop().orElseThrow().watch())
        .containsExactly(
            new Develop.WatchRule(
                new Place("compose.yaml", 95, 11),
                "/srv/shop/src",
                Develop.Action.SYNC_AND_EXEC,
                Optional.of("/src"),
                Optional.of(
                    new Hook(
                        Optional.of(List.of("make")),
                        Optional.of("dev"),
                        true,
                        Optional.of("/src"),
                        environment("FAST", "1"))),
                List.of("out"),
                List.of("*.java"),
                true));
  }

  @Test
  void labelsAnnotationsAndModels() {
    assertThat(service("web").labels()).containsExactly(entry("owner", "ann"));
    assertThat(service("web").annotations()).containsExactly(entry("com.example.note", "text"));
    assertThat(service("web").models())
        .containsExactly(
            entry("llm", new ModelUse(Optional.of("LLM_ADDRESS"), Optional.of("LLM_NAME"))));
    assertThat(PROJECT.models())
        .containsExactly(
            entry(
                "llm",
                new ModelDefinition(
                    Optional.of("chat"),
                    Optional.of("ai/chat"),
                    OptionalInt.of(4096),
                    List.of("--fast"),
                    Extensions.NONE)));
  }

  @Test
  void networks() {
    assertThat(PROJECT.networks().get("front"))
        .isEqualTo(
            new NetworkDefinition(
                new Place("compose.yaml", 227, 3),
                "shop-front",
                false,
                Optional.of("bridge"),
                Map.of("mtu", "1500"),
                true,
                true,
                Optional.of(false),
                Optional.of(true),
                new NetworkDefinition.AddressManagement(
                    Optional.of("default"),
                    List.of(
                        new NetworkDefinition.AddressPool(
                            Optional.of("10.5.0.0/16"),
                            Optional.of("10.5.0.0/24"),
                            Optional.of("10.5.0.1"),
                            Map.of("printer", "10.5.0.7"))),
                    Map.of("pool", "big")),
                Map.of("zone", "front"),
                one("x-network")));
    NetworkDefinition outside = Objects.requireNonNull(PROJECT.networks().get("outside"));
    assertThat(outside.external()).isTrue();
    assertThat(outside.name()).isEqualTo("corporate");
    assertThat(outside.ipv4()).isEmpty();
  }

  @Test
  void volumes() {
    assertThat(PROJECT.volumes().get("data"))
        .isEqualTo(
            new VolumeDefinition(
                new VolumeName("shop-data"),
                false,
                Optional.of("local"),
                Map.of("type", "nfs"),
                Map.of("kept", "yes"),
                one("x-volume")));
    VolumeDefinition archive = Objects.requireNonNull(PROJECT.volumes().get("archive"));
    assertThat(archive.external()).isTrue();
    assertThat(archive.name()).isEqualTo(new VolumeName("old-archive"));
  }

  @Test
  void whereConfigsAndSecretsAre() {
    assertThat(PROJECT.configs())
        .extractingByKeys("settings", "mode", "motd", "elsewhere", "stored")
        .extracting(config -> config.source())
        .containsExactly(
            new ContentSource.File("/srv/shop/settings.ini"),
            new ContentSource.Variable("MODE", Optional.empty()),
            new ContentSource.Inline("hello"),
            new ContentSource.External(),
            new ContentSource.Driver("vault", Map.of("path", "a")));
    assertThat(PROJECT.configs())
        .extractingByKeys("settings", "mode", "elsewhere")
        .extracting(config -> config.name())
        .containsExactly("shop-settings", "shop_mode", "theirs");
    assertThat(Objects.requireNonNull(PROJECT.secrets().get("word")).templateDriver())
        .contains("golang");
    assertThat(Objects.requireNonNull(PROJECT.secrets().get("token")).labels())
        .containsExactly(entry("a", "b"));
  }

  @Test
  void anInlineContentIsNotPrinted() {
    assertThat(Objects.requireNonNull(PROJECT.configs().get("motd")).toString())
        .contains("Inline[5 characters]")
        .doesNotContain("hello");
  }

  @Test
  void aProjectOfWhichAPhaseWasLeftOutIsNotTyped() {
    var sources = new MemorySources().with("/p/compose.yaml", "services: {a: {image: $NAME}}");
    var request =
        LoadRequest.in("/p", Map.of())
            .withOptions(LoadOptions.DEFAULT.without(LoadOptions.Phase.INTERPOLATION));
    LoadedProject loaded = new ComposeLoader(sources).load(request);

    assertThatIllegalStateException()
        .isThrownBy(loaded::project)
        .withMessageContaining("INTERPOLATION");
  }
}
