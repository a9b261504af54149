package io.jcompose.model.export.kubernetes;

import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.IsolationSettings;
import io.jcompose.model.project.ResourceSettings;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.NamespaceMode;
import io.jcompose.model.value.VolumesFrom;

/** Keys of a service that nothing in a manifest stands for, each with what to do instead. */
final class Unsaid {
  private static final String NOTHING = "a cluster has nothing like it";

  private final Export export;
  private final Service service;

  Unsaid(Export export, Service service) {
    this.export = export;
    this.service = service;
  }

  /** Tells of all that are written. */
  void tell() {
    resources(service.resources());
    isolation(service.isolation());
    deployment();
    when(
        service.process().init(),
        "init",
        "the program itself is process 1",
        "start it by a small init of the image, such as tini");
    when(
        service.console().logging().isPresent(),
        "logging",
        "nodes keep what containers write in their own way",
        "see what your cluster does with logs");
    when(
        !service.attachments().externalLinks().isEmpty(),
        "external_links",
        "containers of other projects have no name here",
        "use the name of their Service, with its namespace");
    when(
        service.attachments().macAddress().isPresent(),
        "mac_address",
        "pods cannot choose their hardware address",
        "");
    when(!service.storage().options().isEmpty(), "storage_opt", NOTHING, "limit ephemeral storage");
    when(
        service.storage().volumesFrom().stream()
            .anyMatch(VolumesFrom.OfContainer.class::isInstance),
        "volumes_from",
        "containers outside of the project have no volumes here",
        "name the volumes");
    when(!service.models().isEmpty(), "models", NOTHING, "run the model as a service");
    when(
        service.deployment().develop().isPresent(),
        "develop",
        "it is for a developer's own host",
        "");
  }

  private void resources(ResourceSettings resources) {
    ResourceSettings.Cpu cpu = resources.cpu();
    when(cpu.shares().isPresent(), "cpu_shares", NOTHING, "reserve processors by 'deploy'");
    when(
        cpu.cpuset().isPresent(),
        "cpuset",
        "nodes choose processors themselves",
        "ask for whole processors, on nodes with the static CPU manager");
    when(
        cpu.realtimePeriodMicroseconds().isPresent()
            || cpu.realtimeRuntimeMicroseconds().isPresent(),
        "cpu_rt_runtime",
        NOTHING,
        "");
    ResourceSettings.Memory memory = resources.memory();
    when(memory.withSwapBytes().isPresent(), "memswap_limit", "nodes decide on swap", "");
    when(memory.swappiness().isPresent(), "mem_swappiness", "nodes decide on swap", "");
    when(memory.oomKillDisabled(), "oom_kill_disable", NOTHING, "");
    when(
        memory.oomScoreAdjustment().isPresent(),
        "oom_score_adj",
        "a node reckons it from reservations and limits",
        "reserve as much memory as is the limit");
    when(
        resources.pidsLimit().isPresent()
            || service
                .deployment()
                .deploy()
                .filter(deploy -> deploy.limits().pids().isPresent())
                .isPresent(),
        "pids_limit",
        "nodes have one limit of processes for all pods",
        "set 'podPidsLimit' of the nodes");
    when(
        !resources.ulimits().isEmpty(),
        "ulimits",
        "pods have the limits of the node's container runtime",
        "set them there, or by 'ulimit' in the command");
    when(resources.blockIo().isPresent(), "blkio_config", NOTHING, "");
    when(
        !resources.devices().isEmpty(),
        "devices",
        "a pod has no devices of its node",
        "use a device plug-in for them");
    when(!resources.deviceCgroupRules().isEmpty(), "device_cgroup_rules", NOTHING, "");
  }

  private void isolation(IsolationSettings isolation) {
    IsolationSettings.Namespaces namespaces = isolation.namespaces();
    when(
        namespaces.uts().filter(NamespaceMode.Host.class::isInstance).isPresent(),
        "uts",
        "a pod has a host name of its own",
        "");
    when(
        namespaces.cgroup().filter(NamespaceMode.Host.class::isInstance).isPresent(),
        "cgroup",
        "a pod sees its own control groups",
        "");
    when(
        namespaces.user().filter(mode -> !(mode instanceof NamespaceMode.Host)).isPresent(),
        "userns_mode",
        "a pod has either its node's users or some of its own",
        "set 'hostUsers: false' for the latter");
    when(
        namespaces.pid().filter(Unsaid::isOfAnother).isPresent(),
        "pid",
        "a pod's containers share processes either all or not",
        "set 'shareProcessNamespace' where they share a pod");
    when(
        namespaces.ipc().filter(Unsaid::isOfAnother).isPresent(),
        "ipc",
        "pods do not share System V's objects",
        "let both services share a pod by 'network_mode'");
    when(isolation.cgroupParent().isPresent(), "cgroup_parent", NOTHING, "");
    when(
        isolation.usesApiSocket(),
        "use_api_socket",
        "nodes offer no such socket",
        "use the API of the cluster");
    when(
        isolation.credentialSpec().isPresent() || isolation.windowsIsolation().isPresent(),
        "isolation",
        "it is for Windows containers",
        "");
  }

  private static boolean isOfAnother(NamespaceMode mode) {
    return mode instanceof NamespaceMode.OfService || mode instanceof NamespaceMode.OfContainer;
  }

  private void deployment() {
    service.deployment().deploy().ifPresent(this::deploy);
  }

  private void deploy(Deploy deploy) {
    Deploy.Placement placement = deploy.placement();
    when(
        !placement.constraints().isEmpty()
            || !placement.spreads().isEmpty()
            || placement.maxReplicasPerNode().isPresent(),
        "deploy.placement",
        "the cluster chooses nodes by rules of its own",
        "use 'nodeSelector' or 'topologySpreadConstraints'");
    when(
        !deploy.reservations().genericResources().isEmpty(),
        "deploy.resources",
        "generic resources are Swarm's",
        "use a device plug-in");
    when(
        deploy.rollback().isPresent(),
        "deploy.rollback_config",
        "a cluster does not take an update back by itself",
        "use 'kubectl rollout undo'");
    when(
        deploy.endpointMode().filter("dnsrr"::equals).isPresent(),
        "deploy.endpoint_mode",
        "a Service has one address",
        "set 'clusterIP: None' for an address for each pod");
  }

  private void when(boolean written, String key, String message, String hint) {
    if (written) {
      export.remarks().about(service.name(), key, message, hint);
    }
  }
}
