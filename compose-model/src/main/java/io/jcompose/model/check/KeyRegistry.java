package io.jcompose.model.check;

/**
 * Every key of a Compose file, table by table: what is carried is read, what is not carried yet is
 * refused by name, what does nothing is accepted with a warning.
 *
 * <p>To carry a key, turn its word in {@code notYet} into a row of {@code carried}, and give it a
 * row in {@code MergeRules} if it is not merged the plain way.
 *
 * @see <a
 *     href="https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json">the
 *     schema</a>
 */
final class KeyRegistry {
  private static final String WINDOWS = "it is for Windows containers";

  private KeyRegistry() {}

  static final KeyTable<ProjectDraft> TOP_LEVEL =
      KeyTable.<ProjectDraft>of("a Compose file")
          // read before everything else: variables and other names are made of it
          .carried("name", (project, value) -> value.text())
          .carried("networks", ProjectDraft::networks)
          .carried("services", ProjectDraft::services)
          .carried("volumes", ProjectDraft::volumes)
          .carried("x-jcompose", (project, value) -> KeyRegistry.JCOMPOSE.read(value, project))
          .withoutEffect("version", "it is obsolete")
          .notYet("configs", "include", "models", "secrets");

  static final KeyTable<ProjectDraft> JCOMPOSE =
      KeyTable.<ProjectDraft>of("x-jcompose").carried("topology", ProjectDraft::topology);

  static final KeyTable<ServiceDraft> SERVICE =
      KeyTable.<ServiceDraft>of("a service")
          .carried("cap_add", ServiceDraft::capAdd)
          .carried("cap_drop", ServiceDraft::capDrop)
          .carried("command", ServiceDraft::command)
          .carried("container_name", ServiceDraft::containerName)
          .carried("depends_on", ServiceDraft::dependsOn)
          .carried("entrypoint", ServiceDraft::entrypoint)
          .carried("env_file", ServiceDraft::envFile)
          .carried("environment", ServiceDraft::environment)
          .carried("expose", ServiceDraft::expose)
          .carried("extra_hosts", ServiceDraft::extraHosts)
          .carried("healthcheck", ServiceDraft::healthcheck)
          .carried("hostname", ServiceDraft::hostname)
          .carried("image", ServiceDraft::image)
          .carried("init", ServiceDraft::init)
          .carried("labels", ServiceDraft::labels)
          .carried("links", ServiceDraft::links)
          .carried("networks", (service, value) -> ServiceDraft.networks(value))
          .carried("ports", ServiceDraft::ports)
          .carried("profiles", ServiceDraft::profiles)
          .carried("read_only", ServiceDraft::readOnly)
          .carried("restart", ServiceDraft::restart)
          .carried("stop_grace_period", ServiceDraft::stopGracePeriod)
          .carried("stop_signal", ServiceDraft::stopSignal)
          .carried("tmpfs", ServiceDraft::tmpfs)
          .carried("user", ServiceDraft::user)
          .carried("volumes", ServiceDraft::volumes)
          .carried("working_dir", ServiceDraft::workingDirectory)
          .withoutEffect("cpu_count", WINDOWS)
          .withoutEffect("cpu_percent", WINDOWS)
          .withoutEffect("credential_spec", WINDOWS)
          .withoutEffect("isolation", WINDOWS)
          .withoutEffect("pull_refresh_after", "no tool acts on it")
          .notYet("annotations", "attach", "blkio_config", "build", "cgroup", "cgroup_parent")
          .notYet("configs", "cpu_period", "cpu_quota", "cpu_rt_period", "cpu_rt_runtime")
          .notYet("cpu_shares", "cpus", "cpuset", "deploy", "develop", "device_cgroup_rules")
          .notYet("devices", "dns", "dns_opt", "dns_search", "domainname", "extends")
          .notYet("external_links", "gpus", "group_add", "ipc", "label_file", "logging")
          .notYet("mac_address", "mem_limit", "mem_reservation", "mem_swappiness")
          .notYet("memswap_limit", "models", "network_mode", "oom_kill_disable", "oom_score_adj")
          .notYet("pid", "pids_limit", "platform", "post_start", "pre_start", "pre_stop")
          .notYet("privileged", "provider", "pull_policy", "runtime", "scale", "secrets")
          .notYet("security_opt", "shm_size", "stdin_open", "storage_opt", "sysctls", "tty")
          .notYet("ulimits", "use_api_socket", "userns_mode", "uts", "volumes_from");

  static final KeyTable<DependencyDraft> DEPENDENCY =
      KeyTable.<DependencyDraft>of("a dependency")
          .carried("condition", DependencyDraft::condition)
          .carried("required", DependencyDraft::required)
          .carried("restart", DependencyDraft::restart);

  static final KeyTable<ServiceDraft.EnvFileDraft> ENV_FILE =
      KeyTable.<ServiceDraft.EnvFileDraft>of("an env file")
          .carried("format", ServiceDraft.EnvFileDraft::format)
          .carried("path", ServiceDraft.EnvFileDraft::path)
          .carried("required", ServiceDraft.EnvFileDraft::required);

  static final KeyTable<HealthcheckDraft> HEALTHCHECK =
      KeyTable.<HealthcheckDraft>of("a health check")
          .carried("disable", HealthcheckDraft::disable)
          .carried("interval", HealthcheckDraft::interval)
          .carried("retries", HealthcheckDraft::retries)
          .carried("start_interval", HealthcheckDraft::startInterval)
          .carried("start_period", HealthcheckDraft::startPeriod)
          .carried("test", HealthcheckDraft::test)
          .carried("timeout", HealthcheckDraft::timeout);

  static final KeyTable<PortReader.LongForm> PORT =
      KeyTable.<PortReader.LongForm>of("a port")
          .carried("host_ip", PortReader.LongForm::address)
          .carried("mode", PortReader.LongForm::mode)
          .carried("protocol", PortReader.LongForm::protocol)
          .carried("published", PortReader.LongForm::published)
          .carried("target", PortReader.LongForm::target)
          // notes for people and for other tools
          .carried("app_protocol", (port, value) -> value.text())
          .carried("name", (port, value) -> value.text());

  static final KeyTable<MountReader.LongForm> MOUNT =
      KeyTable.<MountReader.LongForm>of("a volume")
          .carried("bind", (mount, value) -> KeyRegistry.MOUNT_BIND.read(value, mount))
          .carried("read_only", MountReader.LongForm::readOnly)
          .carried("source", MountReader.LongForm::source)
          .carried("target", MountReader.LongForm::target)
          .carried("tmpfs", (mount, value) -> KeyRegistry.MOUNT_TMPFS.read(value, mount))
          .carried("type", MountReader.LongForm::type)
          .carried("volume", (mount, value) -> KeyRegistry.MOUNT_VOLUME.read(value, mount))
          .withoutEffect("consistency", "Linux shares files without copying them")
          .notYet("image");

  private static final KeyTable<MountReader.LongForm> MOUNT_BIND =
      KeyTable.<MountReader.LongForm>of("a bind mount")
          .carried("create_host_path", MountReader.LongForm::createHostPath)
          .carried("propagation", MountReader.LongForm::propagation)
          .carried("selinux", MountReader.LongForm::selinux)
          .notYet("recursive");

  private static final KeyTable<MountReader.LongForm> MOUNT_TMPFS =
      KeyTable.<MountReader.LongForm>of("a tmpfs mount")
          .carried("mode", MountReader.LongForm::mode)
          .carried("size", MountReader.LongForm::size);

  private static final KeyTable<MountReader.LongForm> MOUNT_VOLUME =
      KeyTable.<MountReader.LongForm>of("a volume mount")
          .carried("nocopy", MountReader.LongForm::noCopy)
          .notYet("labels", "subpath");

  /** A service's side of a network; the draft is the value itself, as nothing is carried. */
  static final KeyTable<Value> SERVICE_NETWORK =
      KeyTable.<Value>of("a service's network")
          .notYet("aliases", "driver_opts", "gw_priority", "interface_name", "ipv4_address")
          .notYet("ipv6_address", "link_local_ips", "mac_address", "priority");

  static final KeyTable<ProjectDraft> NETWORK =
      KeyTable.<ProjectDraft>of("a network")
          .carried("name", ProjectDraft::defaultNetworkName)
          .notYet("attachable", "driver", "driver_opts", "enable_ipv4", "enable_ipv6")
          .notYet("external", "internal", "ipam", "labels");

  static final KeyTable<ProjectDraft.VolumeDraft> VOLUME =
      KeyTable.<ProjectDraft.VolumeDraft>of("a volume")
          .carried("driver", ProjectDraft.VolumeDraft::driver)
          .carried("external", ProjectDraft.VolumeDraft::external)
          .carried("labels", ProjectDraft.VolumeDraft::labels)
          .carried("name", ProjectDraft.VolumeDraft::name)
          .notYet("driver_opts");

  static final KeyTable<ProjectDraft.VolumeDraft> EXTERNAL =
      KeyTable.<ProjectDraft.VolumeDraft>of("external")
          .carried("name", ProjectDraft.VolumeDraft::name);
}
