package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobTemplateSpec;
import io.jcompose.model.project.RestartPolicy;

/** Makes what keeps pods running, or runs them to their end. */
final class Workloads {
  private final Export export;
  private final WorkloadKinds kinds;

  Workloads(Export export, WorkloadKinds kinds) {
    this.export = export;
    this.kinds = kinds;
  }

  HasMetadata of(PodGroup group, WorkloadKind kind, PodTemplates.Pod pod) {
    HasMetadata workload =
        switch (kind) {
          case DEPLOYMENT -> deployment(group, pod);
          case STATEFUL_SET -> statefulSet(group, pod);
          case DAEMON_SET -> daemonSet(group, pod);
          case JOB -> job(group, pod);
          case CRON_JOB -> cronJob(group, pod);
          case POD -> bare(pod);
        };
    ObjectMeta metadata = export.labels().metadata(group.name(), group.name());
    workload.setMetadata(kind == WorkloadKind.POD ? merged(metadata, pod) : metadata);
    group.members().stream()
        .flatMap(service -> service.deployment().deploy().stream())
        .forEach(deploy -> new Marks(metadata).add(deploy.labels()));
    return workload;
  }

  /** A bare pod has the labels and annotations of what would else be its template. */
  private static ObjectMeta merged(ObjectMeta metadata, PodTemplates.Pod pod) {
    ObjectMeta ofPod = pod.template().getMetadata();
    metadata.setLabels(ofPod.getLabels());
    metadata.setAnnotations(ofPod.getAnnotations());
    return metadata;
  }

  private HasMetadata deployment(PodGroup group, PodTemplates.Pod pod) {
    DeploymentSpec spec = new DeploymentSpec();
    spec.setReplicas(export.replicas(group.lead()));
    spec.setSelector(selector(group));
    spec.setTemplate(pod.template());
    new UpdateRules(export, group).addTo(spec);
    Deployment deployment = new Deployment();
    deployment.setSpec(spec);
    return deployment;
  }

  private HasMetadata statefulSet(PodGroup group, PodTemplates.Pod pod) {
    StatefulSetSpec spec = new StatefulSetSpec();
    spec.setReplicas(export.replicas(group.lead()));
    spec.setServiceName(group.name());
    spec.setSelector(selector(group));
    spec.setTemplate(pod.template());
    spec.setVolumeClaimTemplates(pod.claims());
    new UpdateRules(export, group).addTo(spec);
    StatefulSet set = new StatefulSet();
    set.setSpec(spec);
    return set;
  }

  private HasMetadata daemonSet(PodGroup group, PodTemplates.Pod pod) {
    DaemonSetSpec spec = new DaemonSetSpec();
    spec.setSelector(selector(group));
    spec.setTemplate(pod.template());
    new UpdateRules(export, group).addTo(spec);
    DaemonSet set = new DaemonSet();
    set.setSpec(spec);
    return set;
  }

  private HasMetadata job(PodGroup group, PodTemplates.Pod pod) {
    Job job = new Job();
    job.setSpec(jobSpec(group, pod));
    return job;
  }

  private JobSpec jobSpec(PodGroup group, PodTemplates.Pod pod) {
    JobSpec spec = new JobSpec();
    spec.setTemplate(pod.template());
    RestartPolicy policy = PodSettings.policy(group.lead());
    if (policy.kind() == RestartPolicy.Kind.NO) {
      spec.setBackoffLimit(0);
    } else if (policy.maxAttempts() > 0) {
      spec.setBackoffLimit(policy.maxAttempts());
    }
    int replicas = export.replicas(group.lead());
    if (replicas > 1) {
      spec.setCompletions(replicas);
      spec.setParallelism(replicas);
    }
    return spec;
  }

  private HasMetadata cronJob(PodGroup group, PodTemplates.Pod pod) {
    JobTemplateSpec template = new JobTemplateSpec();
    ObjectMeta metadata = new ObjectMeta();
    metadata.setLabels(export.labels().all(group.name()));
    template.setMetadata(metadata);
    template.setSpec(jobSpec(group, pod));
    CronJobSpec spec = new CronJobSpec();
    spec.setSchedule(kinds.schedule(group.lead()).orElseThrow());
    spec.setConcurrencyPolicy("Forbid");
    spec.setJobTemplate(template);
    CronJob job = new CronJob();
    job.setSpec(spec);
    return job;
  }

  private static HasMetadata bare(PodTemplates.Pod pod) {
    Pod bare = new Pod();
    bare.setSpec(pod.template().getSpec());
    return bare;
  }

  private LabelSelector selector(PodGroup group) {
    LabelSelector selector = new LabelSelector();
    selector.setMatchLabels(export.labels().selector(group.name()));
    return selector;
  }
}
