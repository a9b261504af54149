package io.jcompose.model.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;

/** What each kind of manifest may say. */
final class Shapes {
  private static final String ONE_HOST = "there is one host only";
  private static final String AT_ONCE = "all pods are replaced at once";

  private Shapes() {}

  static final Shape METADATA =
      Shape.of("'metadata'")
          .texts("name", "namespace", "generateName")
          .textMaps("labels", "annotations")
          .any(
              "creationTimestamp",
              "deletionGracePeriodSeconds",
              "deletionTimestamp",
              "finalizers",
              "generation",
              "managedFields",
              "ownerReferences",
              "resourceVersion",
              "selfLink",
              "uid");

  private static final Shape TEMPLATE =
      Shape.of("a pod's template")
          .one("metadata", METADATA)
          .one("spec", PodShapes.SPEC)
          .requires("spec");

  private static final Shape SELECTOR =
      Shape.of("a selector")
          .textMaps("matchLabels")
          .list(
              "matchExpressions",
              Shape.of("an expression")
                  .texts("key", "operator")
                  .textLists("values")
                  .requires("key", "operator"));

  private static final Shape CLAIM_SPEC =
      Shape.of("a claim's 'spec'")
          .any("accessModes", "resources", "storageClassName", "volumeMode")
          .withoutEffect(
              "a volume is a directory of this host",
              "dataSource",
              "dataSourceRef",
              "selector",
              "volumeAttributesClassName",
              "volumeName");

  private static final Shape CLAIM = object().one("spec", CLAIM_SPEC).any("status");

  private static final Shape DEPLOYMENT_SPEC =
      workload("a Deployment's 'spec'")
          .wholes("replicas")
          .withoutEffect(AT_ONCE, "strategy")
          .any("revisionHistoryLimit", "progressDeadlineSeconds", "minReadySeconds")
          .flags("paused");

  private static final Shape JOB_SPEC =
      workload("a Job's 'spec'")
          .wholes("backoffLimit", "completions", "parallelism")
          .oneOf("completionMode", "NonIndexed", "Indexed")
          .any("manualSelector", "ttlSecondsAfterFinished")
          .flags("suspend")
          .withoutEffect("a pod may run as long as it likes", "activeDeadlineSeconds")
          .withoutEffect(
              "a Job is done when all its pods are",
              "backoffLimitPerIndex",
              "maxFailedIndexes",
              "podFailurePolicy",
              "podReplacementPolicy",
              "successPolicy")
          .withoutEffect("there is no cluster", "managedBy");

  private static final Map<String, Shape> BY_KIND = byKind();

  private static Map<String, Shape> byKind() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("Pod", object().one("spec", PodShapes.SPEC).any("status").requires("spec"));
    shapes.put("Deployment", whole(DEPLOYMENT_SPEC));
    shapes.put(
        "ReplicaSet",
        whole(workload("a ReplicaSet's 'spec'").wholes("replicas").any("minReadySeconds")));
    shapes.put(
        "DaemonSet",
        whole(
            workload("a DaemonSet's 'spec'")
                .any("minReadySeconds", "revisionHistoryLimit")
                .withoutEffect(AT_ONCE, "updateStrategy")));
    shapes.put(
        "StatefulSet",
        whole(
            workload("a StatefulSet's 'spec'")
                .wholes("replicas")
                .texts("serviceName")
                .list("volumeClaimTemplates", CLAIM)
                .one("ordinals", Shape.of("a set of ordinals").wholes("start"))
                .any("minReadySeconds", "podManagementPolicy", "revisionHistoryLimit")
                .withoutEffect(AT_ONCE, "updateStrategy")
                .withoutEffect(
                    "volumes stay until 'kube down --force'",
                    "persistentVolumeClaimRetentionPolicy")));
    shapes.put("Job", whole(JOB_SPEC));
    shapes.put("CronJob", object().any("spec", "status"));
    shapes.put("ConfigMap", object().textMaps("data", "binaryData").any("immutable"));
    shapes.put("Secret", object().textMaps("data", "stringData").texts("type").any("immutable"));
    shapes.put("PersistentVolumeClaim", CLAIM);
    shapes.put("Service", whole(serviceSpec()));
    return shapes;
  }

  private static Shape serviceSpec() {
    return Shape.of("a Service's 'spec'")
        .textMaps("selector")
        .oneOf("type", "ClusterIP", "NodePort", "LoadBalancer", "ExternalName")
        .texts("clusterIP", "externalName")
        .list(
            "ports",
            Shape.of("a port")
                .texts("name", "appProtocol")
                .wholes("port", "nodePort")
                .ports("targetPort")
                .oneOf("protocol", "TCP", "UDP", "SCTP")
                .requires("port"))
        .any("clusterIPs", "internalTrafficPolicy", "ipFamilies", "ipFamilyPolicy")
        .any("allocateLoadBalancerNodePorts", "externalTrafficPolicy", "healthCheckNodePort")
        .any("publishNotReadyAddresses")
        .withoutEffect("a name stands for the pods themselves", "sessionAffinity")
        .withoutEffect("a name stands for the pods themselves", "sessionAffinityConfig")
        .withoutEffect("a name stands for the pods themselves", "trafficDistribution")
        .withoutEffect(
            ONE_HOST,
            "externalIPs",
            "loadBalancerIP",
            "loadBalancerSourceRanges",
            "loadBalancerClass");
  }

  private static Shape object() {
    return Shape.of("this manifest").texts("apiVersion", "kind").one("metadata", METADATA);
  }

  private static Shape whole(Shape spec) {
    return object().one("spec", spec).any("status").requires("spec");
  }

  private static Shape workload(String what) {
    return Shape.of(what).one("template", TEMPLATE).one("selector", SELECTOR).requires("template");
  }

  /** Returns the kinds that are understood, by name. */
  static Map<String, Shape> byName() {
    return BY_KIND;
  }
}
