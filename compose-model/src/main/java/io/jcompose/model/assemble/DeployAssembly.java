package io.jcompose.model.assemble;

import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.Deploy.UpdateConfig;
import io.jcompose.model.project.DeployRestartPolicy;
import io.jcompose.model.project.DeploymentSettings;
import io.jcompose.model.project.Develop;
import io.jcompose.model.project.OnUnhealthy;
import io.jcompose.model.project.Rerun;

/** Makes the typed settings of how a service is brought up: {@code deploy:}, {@code develop:}. */
final class DeployAssembly {
  private DeployAssembly() {}

  static DeploymentSettings settings(Section service) {
    return new DeploymentSettings(
        service.list("profiles"),
        service.integer("scale"),
        service.optionalSection("deploy").map(DeployAssembly::deploy),
        service.optionalSection("develop").map(DeployAssembly::develop),
        service.section("x-jcompose").word("rerun", Rerun.values()).orElse(Rerun.CHANGED),
        service
            .section("x-jcompose")
            .word("on-unhealthy", OnUnhealthy.values())
            .orElse(OnUnhealthy.NONE));
  }

  private static Deploy deploy(Section deploy) {
    Section resources = deploy.section("resources");
    return new Deploy(
        deploy.word("mode", Deploy.Mode.values()),
        deploy.text("endpoint_mode"),
        deploy.integer("replicas"),
        deploy.texts("labels"),
        deploy.optionalSection("update_config").map(DeployAssembly::update),
        deploy.optionalSection("rollback_config").map(DeployAssembly::update),
        limits(resources.section("limits")),
        reservations(resources.section("reservations")),
        deploy.optionalSection("restart_policy").map(DeployAssembly::restartPolicy),
        placement(deploy.section("placement")),
        ExtensionAssembly.of(deploy));
  }

  private static UpdateConfig update(Section update) {
    return new UpdateConfig(
        update.integer("parallelism"),
        update.duration("delay"),
        update.word("failure_action", UpdateConfig.FailureAction.values()),
        update.duration("monitor"),
        update.decimal("max_failure_ratio"),
        update.word("order", UpdateConfig.Order.values()));
  }

  private static Deploy.Limits limits(Section limits) {
    return new Deploy.Limits(
        limits.decimal("cpus"), limits.number("memory"), limits.integer("pids"));
  }

  private static Deploy.Reservations reservations(Section reservations) {
    return new Deploy.Reservations(
        reservations.decimal("cpus"),
        reservations.number("memory"),
        reservations.items("generic_resources").stream()
            .map(resource -> resource.section("discrete_resource_spec"))
            .map(spec -> new Deploy.GenericResource(spec.text("kind"), spec.integer("value")))
            .toList(),
        ResourceAssembly.deviceRequests(reservations, "devices"));
  }

  private static DeployRestartPolicy restartPolicy(Section policy) {
    return new DeployRestartPolicy(
        policy.word("condition", DeployRestartPolicy.Condition.values()),
        policy.duration("delay"),
        policy.integer("max_attempts"),
        policy.duration("window"));
  }

  private static Deploy.Placement placement(Section placement) {
    return new Deploy.Placement(
        placement.list("constraints"),
        placement.items("preferences").stream()
            .flatMap(preference -> preference.text("spread").stream())
            .toList(),
        placement.integer("max_replicas_per_node"));
  }

  private static Develop develop(Section develop) {
    return new Develop(
        develop.items("watch").stream().map(DeployAssembly::watchRule).toList(),
        ExtensionAssembly.of(develop));
  }

  private static Develop.WatchRule watchRule(Section rule) {
    return new Develop.WatchRule(
        rule.place(),
        rule.text("path").orElseThrow(),
        rule.word("action", Develop.Action.values()).orElseThrow(),
        rule.text("target"),
        rule.optionalSection("exec").map(HookAssembly::hook),
        rule.list("ignore"),
        rule.list("include"),
        rule.flag("initial_sync"));
  }
}
