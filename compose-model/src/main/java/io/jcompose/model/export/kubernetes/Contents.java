package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.jcompose.model.plan.ContentFacts;
import io.jcompose.model.project.ContentDefinition;
import io.jcompose.model.project.ContentSource;
import io.jcompose.model.project.Grant;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.value.HiddenContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Configs and secrets: an object for each that a service is given, with the content in it. */
final class Contents {
  /** What Kubernetes takes in one object. */
  private static final int MOST_BYTES = 1 << 20;

  private static final String CONFIGS = "configs";
  private static final String SECRETS = "secrets";
  private static final AbsolutePath CONFIG_FOLDER = new AbsolutePath("/");
  private static final AbsolutePath SECRET_FOLDER = new AbsolutePath("/run/secrets");

  private final Export export;
  private final Set<String> usedConfigs = new LinkedHashSet<>();
  private final Set<String> usedSecrets = new LinkedHashSet<>();

  Contents(Export export) {
    this.export = export;
    for (Service service : export.project().services().values()) {
      service.storage().configs().forEach(grant -> usedConfigs.add(grant.source()));
      service.storage().secrets().forEach(grant -> usedSecrets.add(grant.source()));
    }
  }

  /**
   * A file that a service is given.
   *
   * @param object the name of the ConfigMap or Secret that has it
   * @param key in that object
   * @param target the path in the container
   */
  record File(boolean secret, Grant grant, String object, String key, String target) {}

  /** Returns the files of a service. */
  List<File> files(Service service) {
    List<File> files = new ArrayList<>();
    service
        .storage()
        .configs()
        .forEach(grant -> file(false, grant, export.project().configs()).ifPresent(files::add));
    service
        .storage()
        .secrets()
        .forEach(grant -> file(true, grant, export.project().secrets()).ifPresent(files::add));
    return files;
  }

  private static Optional<File> file(
      boolean secret, Grant grant, Map<String, ContentDefinition> all) {
    AbsolutePath folder = secret ? SECRET_FOLDER : CONFIG_FOLDER;
    return Optional.ofNullable(all.get(grant.source()))
        .map(
            definition ->
                new File(
                    secret,
                    grant,
                    object(grant.source(), definition),
                    key(grant.source(), definition),
                    folder.resolve(grant.target().orElse(grant.source())).value()));
  }

  private static boolean isExternal(ContentDefinition definition) {
    return definition.source() instanceof ContentSource.External
        || definition.source() instanceof ContentSource.Driver;
  }

  private static String object(String key, ContentDefinition definition) {
    return ResourceNames.of(isExternal(definition) ? definition.name() : key);
  }

  private static String key(String key, ContentDefinition definition) {
    return isExternal(definition) ? definition.name() : key;
  }

  /** Returns the objects that hold what services are given. */
  List<Manifest> manifests() {
    List<Manifest> manifests = new ArrayList<>();
    export
        .project()
        .configs()
        .forEach((key, definition) -> add(CONFIGS, usedConfigs, key, definition, manifests));
    export
        .project()
        .secrets()
        .forEach((key, definition) -> add(SECRETS, usedSecrets, key, definition, manifests));
    return manifests;
  }

  private void add(
      String section,
      Set<String> used,
      String key,
      ContentDefinition definition,
      List<Manifest> manifests) {
    if (!used.contains(key)) {
      return;
    }
    boolean secret = section.equals(SECRETS);
    String kind = secret ? "Secret" : "ConfigMap";
    String name = object(key, definition);
    export.names().take(kind, name, ResourceNames.LONGEST_LABEL, section, key);
    if (isExternal(definition)) {
      export
          .remarks()
          .about(
              section,
              key,
              "",
              "the %s '%s' must be in the cluster, its content under the key '%s'"
                  .formatted(kind, name, definition.name()),
              "make it with 'kubectl create %s %s --from-file=%s=FILE'"
                  .formatted(secret ? "secret generic" : "configmap", name, definition.name()));
      return;
    }
    content(section, key, definition)
        .ifPresent(
            bytes ->
                manifests.add(
                    export
                        .text()
                        .of(
                            object(secret, name, key, definition, bytes),
                            export.remarks().commentsAbout(section, key))));
  }

  private HasMetadata object(
      boolean secret, String name, String key, ContentDefinition definition, byte[] bytes) {
    Optional<String> text = text(bytes);
    HasMetadata object;
    if (secret) {
      Secret made = new Secret();
      made.setType("Opaque");
      text.ifPresentOrElse(
          it -> made.setStringData(Map.of(key, it)),
          () -> made.setData(Map.of(key, HiddenContent.of(bytes).value())));
      object = made;
    } else {
      ConfigMap made = new ConfigMap();
      text.ifPresentOrElse(
          it -> made.setData(Map.of(key, it)),
          () -> made.setBinaryData(Map.of(key, HiddenContent.of(bytes).value())));
      object = made;
    }
    object.setMetadata(export.labels().metadata(name, name));
    new Marks(object.getMetadata()).add(definition.labels());
    return object;
  }

  /** Returns what bytes say in UTF-8; empty if they are no text. */
  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> content(String section, String key, ContentDefinition definition) {
    ContentSource source = definition.source();
    if (source instanceof ContentSource.Inline inline) {
      return kept(section, key, inline.content().getBytes(StandardCharsets.UTF_8));
    }
    if (source instanceof ContentSource.Variable variable) {
      if (variable.value().isEmpty()) {
        export
            .remarks()
            .refuse(
                section,
                key,
                "environment",
                "the variable '" + variable.name() + "' is not set",
                "set it in the shell or in '.env'");
      }
      return variable.value().flatMap(value -> kept(section, key, value.bytes()));
    }
    return file(section, key, ((ContentSource.File) source).path());
  }

  private Optional<byte[]> file(String section, String key, String path) {
    ContentFacts facts = export.source().contents();
    try {
      return kept(section, key, facts.read(path, MOST_BYTES + 1));
    } catch (NoSuchFileException e) {
      refuseFile(section, key, "there is no file '" + path + "'");
    } catch (IOException e) {
      refuseFile(section, key, "cannot read '" + path + "': " + e.getMessage());
    }
    return Optional.empty();
  }

  private void refuseFile(String section, String key, String message) {
    export.remarks().refuse(section, key, "file", message, "make it, or correct the path");
  }

  private Optional<byte[]> kept(String section, String key, byte[] content) {
    if (content.length > MOST_BYTES) {
      export
          .remarks()
          .refuse(
              section,
              key,
              "",
              "its content is longer than 1 MiB, which a cluster does not keep",
              "bring it into the image, or into a volume");
      return Optional.empty();
    }
    return Optional.of(content);
  }
}
