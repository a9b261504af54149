package io.jcompose.model.assemble;

import io.jcompose.model.project.ContentDefinition;
import io.jcompose.model.project.ContentSource;
import io.jcompose.model.project.ModelDefinition;
import io.jcompose.model.project.NetworkDefinition;
import io.jcompose.model.project.NetworkDefinition.AddressManagement;
import io.jcompose.model.project.NetworkDefinition.AddressPool;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import java.util.Optional;

/** Makes what services share: typed networks, volumes, configs, secrets and models. */
record DefinitionAssembly(ProjectName project, ContentVariables variables) {
  NetworkDefinition network(String key, Section network) {
    Section addresses = network.section("ipam");
    return new NetworkDefinition(
        network.place(),
        name(key, network),
        network.flag("external"),
        network.text("driver"),
        network.texts("driver_opts"),
        network.flag("internal"),
        network.flag("attachable"),
        network.bool("enable_ipv4"),
        network.bool("enable_ipv6"),
        new AddressManagement(
            addresses.text("driver"),
            addresses.items("config").stream().map(DefinitionAssembly::pool).toList(),
            addresses.texts("options")),
        network.texts("labels"),
        ExtensionAssembly.of(network));
  }

  private static AddressPool pool(Section pool) {
    return new AddressPool(
        pool.text("subnet"),
        pool.text("ip_range"),
        pool.text("gateway"),
        pool.texts("aux_addresses"));
  }

  VolumeDefinition volume(String key, Section volume) {
    return new VolumeDefinition(
        new VolumeName(name(key, volume)),
        volume.flag("external"),
        volume.text("driver"),
        volume.texts("driver_opts"),
        volume.texts("labels"),
        ExtensionAssembly.of(volume));
  }

  ContentDefinition config(String key, Section config) {
    return content("configs", key, config);
  }

  ContentDefinition secret(String key, Section secret) {
    return content("secrets", key, secret);
  }

  private ContentDefinition content(String section, String key, Section content) {
    return new ContentDefinition(
        content.place(),
        name(key, content),
        source(section, key, content),
        content.text("template_driver"),
        content.texts("labels"),
        ExtensionAssembly.of(content));
  }

  private ContentSource source(String section, String key, Section content) {
    if (content.flag("external")) {
      return new ContentSource.External();
    }
    Optional<ContentSource> driver =
        content
            .text("driver")
            .map(name -> new ContentSource.Driver(name, content.texts("driver_opts")));
    return driver
        .or(() -> content.text("file").map(ContentSource.File::new))
        .or(
            () ->
                content
                    .text("environment")
                    .map(name -> new ContentSource.Variable(name, value(section, key, name))))
        // an empty text is a content too
        .orElseGet(() -> new ContentSource.Inline(content.map().text("content").orElse("")));
  }

  private Optional<HiddenContent> value(String section, String key, String variable) {
    return variables.value(section, key, variable);
  }

  static ModelDefinition model(Section model) {
    return new ModelDefinition(
        model.text("name"),
        model.text("model"),
        model.integer("context_size"),
        model.list("runtime_flags"),
        ExtensionAssembly.of(model));
  }

  private String name(String key, Section resource) {
    // an empty name is none
    return resource
        .text("name")
        .orElseGet(() -> resource.flag("external") ? key : project + "_" + key);
  }
}
