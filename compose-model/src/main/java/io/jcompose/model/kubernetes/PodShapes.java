package io.jcompose.model.kubernetes;

/**
 * What a pod may say.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod</a>
 */
final class PodShapes {
  private static final String ONE_HOST = "there is one host only";
  private static final String NO_CLUSTER = "there is no cluster";

  private PodShapes() {}

  private static final Shape EXEC = Shape.of("a command").textLists("command");

  private static final Shape HTTP_GET =
      Shape.of("an HTTP request")
          .texts("host", "path")
          .ports("port")
          .oneOf("scheme", "HTTP", "HTTPS")
          .list("httpHeaders", Shape.of("a header").texts("name", "value"))
          .requires("port");

  private static final Shape TCP_SOCKET =
      Shape.of("a TCP check").texts("host").ports("port").requires("port");

  private static final Shape PROBE =
      Shape.of("a probe")
          .one("exec", EXEC)
          .one("httpGet", HTTP_GET)
          .one("tcpSocket", TCP_SOCKET)
          .one("grpc", Shape.of("a gRPC check").wholes("port").texts("service").requires("port"))
          .wholes(
              "failureThreshold",
              "initialDelaySeconds",
              "periodSeconds",
              "successThreshold",
              "timeoutSeconds")
          .withoutEffect(
              "a container that fails is stopped with its pod's own grace period",
              "terminationGracePeriodSeconds");

  private static final Shape HANDLER =
      Shape.of("a hook")
          .one("exec", EXEC)
          .one("httpGet", HTTP_GET)
          .one("tcpSocket", TCP_SOCKET)
          .one("sleep", Shape.of("a pause").wholes("seconds").requires("seconds"));

  private static final Shape CAPABILITIES =
      Shape.of("a set of capabilities").textLists("add", "drop");

  private static final Shape SECCOMP =
      Shape.of("a seccomp profile")
          .oneOf("type", "RuntimeDefault", "Unconfined", "Localhost")
          .texts("localhostProfile")
          .requires("type");

  private static final Shape CONTAINER_SECURITY =
      Shape.of("a container's security context")
          .flags("allowPrivilegeEscalation", "privileged", "readOnlyRootFilesystem", "runAsNonRoot")
          .wholes("runAsUser", "runAsGroup")
          .oneOf("procMount", "Default", "Unmasked")
          .one("capabilities", CAPABILITIES)
          .one("seccompProfile", SECCOMP)
          .withoutEffect("the host's own confinement stays as it is", "appArmorProfile")
          .withoutEffect("labels of SELinux are not set", "seLinuxOptions")
          .withoutEffect("it is for Windows", "windowsOptions");

  private static final Shape POD_SECURITY =
      Shape.of("a pod's security context")
          .wholes("runAsUser", "runAsGroup", "fsGroup")
          .flags("runAsNonRoot")
          .any("supplementalGroups")
          .list("sysctls", Shape.of("a kernel parameter").texts("name", "value").requires("name"))
          .one("seccompProfile", SECCOMP)
          .withoutEffect("volumes keep their owners", "fsGroupChangePolicy")
          .withoutEffect("groups of the image do not count", "supplementalGroupsPolicy")
          .withoutEffect("the host's own confinement stays as it is", "appArmorProfile")
          .withoutEffect("labels of SELinux are not set", "seLinuxOptions", "seLinuxChangePolicy")
          .withoutEffect("it is for Windows", "windowsOptions");

  private static final Shape KEY_REFERENCE =
      Shape.of("a reference to a key").texts("name", "key").flags("optional").requires("key");

  private static final Shape FIELD_REFERENCE =
      Shape.of("a reference to a field").texts("apiVersion", "fieldPath").requires("fieldPath");

  private static final Shape RESOURCE_REFERENCE =
      Shape.of("a reference to a resource")
          .texts("containerName", "resource")
          .amounts("divisor")
          .requires("resource");

  private static final Shape VARIABLE =
      Shape.of("a variable")
          .texts("name", "value")
          .one(
              "valueFrom",
              Shape.of("a value's source")
                  .one("configMapKeyRef", KEY_REFERENCE)
                  .one("secretKeyRef", KEY_REFERENCE)
                  .one("fieldRef", FIELD_REFERENCE)
                  .one("resourceFieldRef", RESOURCE_REFERENCE)
                  .any("fileKeyRef"))
          .requires("name");

  private static final Shape WHOLE_REFERENCE =
      Shape.of("a reference").texts("name").flags("optional").requires("name");

  private static final Shape RESOURCES =
      Shape.of("a set of resources")
          .amountMaps("limits", "requests")
          .withoutEffect(NO_CLUSTER, "claims");

  private static final Shape CONTAINER =
      Shape.of("a container")
          .texts("image", "name", "workingDir")
          .textLists("args", "command")
          .list("env", VARIABLE)
          .list(
              "envFrom",
              Shape.of("a source of variables")
                  .texts("prefix")
                  .one("configMapRef", WHOLE_REFERENCE)
                  .one("secretRef", WHOLE_REFERENCE))
          .oneOf("imagePullPolicy", "Always", "IfNotPresent", "Never")
          .one(
              "lifecycle",
              Shape.of("a lifecycle")
                  .one("postStart", HANDLER)
                  .one("preStop", HANDLER)
                  .texts("stopSignal"))
          .one("livenessProbe", PROBE)
          .one("readinessProbe", PROBE)
          .one("startupProbe", PROBE)
          .list(
              "ports",
              Shape.of("a port")
                  .wholes("containerPort", "hostPort")
                  .texts("hostIP", "name")
                  .oneOf("protocol", "TCP", "UDP", "SCTP")
                  .requires("containerPort"))
          .one("resources", RESOURCES)
          .withoutEffect("resources do not change while a container runs", "resizePolicy")
          .oneOf("restartPolicy", "Always", "OnFailure", "Never")
          .withoutEffect("the restart policy counts for every exit code", "restartPolicyRules")
          .one("securityContext", CONTAINER_SECURITY)
          .flags("stdin", "tty")
          .withoutEffect("the input of a container stays open", "stdinOnce")
          .withoutEffect(
              "what a container says at its end is in its log",
              "terminationMessagePath",
              "terminationMessagePolicy")
          .any("volumeDevices")
          .list(
              "volumeMounts",
              Shape.of("a mount")
                  .texts("mountPath", "name", "subPath", "subPathExpr")
                  .oneOf("mountPropagation", "None", "HostToContainer", "Bidirectional")
                  .flags("readOnly")
                  .withoutEffect("mounts below are not looked at", "recursiveReadOnly")
                  .requires("mountPath", "name"))
          .requires("name");

  private static final Shape ITEM =
      Shape.of("a file").texts("key", "path").wholes("mode").requires("key", "path");

  private static final Shape FIELD_ITEM =
      Shape.of("a file")
          .texts("path")
          .wholes("mode")
          .one("fieldRef", FIELD_REFERENCE)
          .one("resourceFieldRef", RESOURCE_REFERENCE)
          .requires("path");

  private static final Shape VOLUME =
      Shape.of("a volume")
          .texts("name")
          .one(
              "configMap",
              Shape.of("a volume of a ConfigMap")
                  .texts("name")
                  .wholes("defaultMode")
                  .flags("optional")
                  .list("items", ITEM)
                  .requires("name"))
          .one(
              "secret",
              Shape.of("a volume of a Secret")
                  .texts("secretName")
                  .wholes("defaultMode")
                  .flags("optional")
                  .list("items", ITEM)
                  .requires("secretName"))
          .one(
              "downwardAPI",
              Shape.of("a volume of fields").wholes("defaultMode").list("items", FIELD_ITEM))
          .one(
              "projected",
              Shape.of("a projected volume")
                  .wholes("defaultMode")
                  .list(
                      "sources",
                      Shape.of("a source of files")
                          .one(
                              "configMap",
                              Shape.of("a source of files")
                                  .texts("name")
                                  .flags("optional")
                                  .list("items", ITEM)
                                  .requires("name"))
                          .one(
                              "secret",
                              Shape.of("a source of files")
                                  .texts("name")
                                  .flags("optional")
                                  .list("items", ITEM)
                                  .requires("name"))
                          .one(
                              "downwardAPI",
                              Shape.of("a source of files").list("items", FIELD_ITEM))
                          .withoutEffect(
                              NO_CLUSTER,
                              "clusterTrustBundle",
                              "podCertificate",
                              "serviceAccountToken")))
          .one("emptyDir", Shape.of("an empty directory").texts("medium").amounts("sizeLimit"))
          .one(
              "hostPath",
              Shape.of("a path of the host")
                  .texts("path")
                  .oneOf(
                      "type",
                      "",
                      "BlockDevice",
                      "CharDevice",
                      "Directory",
                      "DirectoryOrCreate",
                      "File",
                      "FileOrCreate",
                      "Socket")
                  .requires("path"))
          .one(
              "persistentVolumeClaim",
              Shape.of("a claim").texts("claimName").flags("readOnly").requires("claimName"))
          .one(
              "image",
              Shape.of("an image's files")
                  .texts("reference")
                  .oneOf("pullPolicy", "Always", "IfNotPresent", "Never"))
          .any(
              "awsElasticBlockStore",
              "azureDisk",
              "azureFile",
              "cephfs",
              "cinder",
              "csi",
              "ephemeral",
              "fc",
              "flexVolume",
              "flocker",
              "gcePersistentDisk",
              "gitRepo",
              "glusterfs",
              "iscsi",
              "nfs",
              "photonPersistentDisk",
              "portworxVolume",
              "quobyte",
              "rbd",
              "scaleIO",
              "storageos",
              "vsphereVolume")
          .requires("name");

  static final Shape SPEC =
      Shape.of("a pod's 'spec'")
          .list("containers", CONTAINER)
          .list("initContainers", CONTAINER)
          .list("volumes", VOLUME)
          .one("securityContext", POD_SECURITY)
          .one("resources", RESOURCES)
          .one(
              "dnsConfig",
              Shape.of("a DNS configuration")
                  .textLists("nameservers", "searches")
                  .list("options", Shape.of("an option").texts("name", "value")))
          .oneOf("dnsPolicy", "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None")
          .list(
              "hostAliases",
              Shape.of("a host alias").texts("ip").textLists("hostnames").requires("ip"))
          .flags("hostIPC", "hostNetwork", "hostPID", "shareProcessNamespace")
          .texts("hostname", "subdomain")
          .oneOf("restartPolicy", "Always", "OnFailure", "Never")
          .wholes("terminationGracePeriodSeconds")
          // what is so anyway, or asks the cluster for what a host has
          .any("automountServiceAccountToken", "enableServiceLinks", "os", "serviceAccount")
          .any("serviceAccountName")
          .withoutEffect("a pod may run as long as it likes", "activeDeadlineSeconds")
          .withoutEffect(
              ONE_HOST,
              "affinity",
              "nodeName",
              "nodeSelector",
              "overhead",
              "preemptionPolicy",
              "priority",
              "priorityClassName",
              "schedulerName",
              "schedulingGates",
              "schedulingGroup",
              "tolerations",
              "topologySpreadConstraints",
              "workloadRef")
          .withoutEffect("jcompose is the runtime", "runtimeClassName")
          .withoutEffect("there is one user namespace for all", "hostUsers")
          .withoutEffect("a host name is never longer than its first part", "setHostnameAsFQDN")
          .withoutEffect("the host name is that of 'hostname'", "hostnameOverride")
          .withoutEffect("'jcompose login' says who asks a registry", "imagePullSecrets")
          .withoutEffect(NO_CLUSTER, "ephemeralContainers", "readinessGates", "resourceClaims")
          .requires("containers");
}
