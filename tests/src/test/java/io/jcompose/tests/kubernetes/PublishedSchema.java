package io.jcompose.tests.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The OpenAPI document of Kubernetes, as the classes of its Java client keep it: each knows its
 * fields, which of them must be there, and their shapes.
 */
final class PublishedSchema {
  /** What one class says of one element. */
  @FunctionalInterface
  private interface Check {
    void on(JsonElement element) throws IOException;
  }

  private static final Map<String, Check> CHECKS =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", V1ConfigMap::validateJsonElement),
          Map.entry("v1/PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement),
          Map.entry("v1/Pod", V1Pod::validateJsonElement),
          Map.entry("v1/Secret", V1Secret::validateJsonElement),
          Map.entry("v1/Service", V1Service::validateJsonElement),
          Map.entry("apps/v1/DaemonSet", V1DaemonSet::validateJsonElement),
          Map.entry("apps/v1/Deployment", V1Deployment::validateJsonElement),
          Map.entry("apps/v1/StatefulSet", V1StatefulSet::validateJsonElement),
          Map.entry("batch/v1/CronJob", V1CronJob::validateJsonElement),
          Map.entry("batch/v1/Job", V1Job::validateJsonElement),
          Map.entry("networking.k8s.io/v1/Ingress", V1Ingress::validateJsonElement),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement));

  private PublishedSchema() {}

  /** Returns what is wrong with an object; empty if nothing is. */
  static List<String> faults(JsonObject object) {
    String kind = object.get("apiVersion").getAsString() + "/" + object.get("kind").getAsString();
    Check check = CHECKS.get(kind);
    if (check == null) {
      return List.of("nothing is known of " + kind);
    }
    try {
      check.on(object);
      return List.of();
    } catch (IOException | IllegalArgumentException e) {
      return List.of(kind + ": " + e.getMessage());
    }
  }
}
