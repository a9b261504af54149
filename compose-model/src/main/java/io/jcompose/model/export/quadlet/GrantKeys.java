package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.GrantedFile;
import io.jcompose.model.plan.GrantedFile.Attributes;
import io.jcompose.model.plan.GrantedFile.Kind;
import io.jcompose.model.project.ContentDefinition;
import io.jcompose.model.project.ContentSource;
import io.jcompose.model.value.HiddenContent;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Configs and secrets. Podman's secrets serve for both: they have the owner and the mode that the
 * file asks for, and are read by nobody else. A config that is a file, and for which nothing is
 * asked, is mounted, so that its changes are seen.
 */
final class GrantKeys {
  private final Export export;
  private final ContainerPlan container;
  private final Draft draft;

  GrantKeys(Export export, ContainerPlan container, Draft draft) {
    this.export = export;
    this.container = container;
    this.draft = draft;
  }

  void add() {
    container.files().forEach(this::add);
  }

  private void add(GrantedFile file) {
    String section = file.kind() + "s";
    if (file.content() instanceof GrantedFile.Bound bound) {
      if (file.kind() == Kind.SECRET && isSecretOfFile(bound)) {
        secret(file, Attributes.DEFAULT);
      } else {
        mount(bound.path(), file.target(), section);
      }
    } else if (file.content() instanceof GrantedFile.Kept kept) {
      secret(file, kept.attributes());
    } else if (file.content() instanceof GrantedFile.Stored stored) {
      grant(stored.name().value(), file.target(), stored.attributes(), section);
    }
  }

  /** A directory is no secret for podman; its digest is a word. */
  private static boolean isSecretOfFile(GrantedFile.Bound bound) {
    return bound.digest().indexOf(' ') < 0;
  }

  private void mount(String path, String target, String section) {
    draft.line("Volume", path + ":" + target + ":ro", section);
  }

  private void secret(GrantedFile file, Attributes attributes) {
    Map<String, ContentDefinition> all =
        file.kind() == Kind.SECRET ? export.project().secrets() : export.project().configs();
    ContentDefinition definition = all.get(file.key());
    String section = file.kind() + "s";
    String name =
        export.names().of(file.kind() == Kind.SECRET ? file.key() : "config-" + file.key());
    if (definition == null) {
      throw new IllegalArgumentException(file.kind() + " '" + file.key() + "' is not defined");
    }
    PodmanSecrets secrets = new PodmanSecrets(export, draft, definition.labels());
    if (definition.source() instanceof ContentSource.File source) {
      secrets.fromFile(name, source.path());
    } else if (file.content() instanceof GrantedFile.Kept kept) {
      secrets.fromText(name, text(kept.content()), section, file.key());
    }
    grant(name, file.target(), attributes, section);
  }

  private static String text(HiddenContent content) {
    return new String(content.bytes(), StandardCharsets.UTF_8);
  }

  private void grant(String secret, String target, Attributes attributes, String section) {
    if (target.indexOf(',') >= 0) {
      draft.fault("podman takes no path with ',' as in " + target, section);
      return;
    }
    draft.word(
        "Secret",
        secret
            + ",type=mount,target="
            + target
            + (attributes.uid() == 0 ? "" : ",uid=" + attributes.uid())
            + (attributes.gid() == 0 ? "" : ",gid=" + attributes.gid())
            + ",mode=0"
            + Integer.toOctalString(attributes.mode()));
  }
}
