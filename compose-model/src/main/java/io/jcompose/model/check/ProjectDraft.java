package io.jcompose.model.check;

import io.jcompose.model.error.Place;
import io.jcompose.model.project.TopologyChoice;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was read of the top level so far. */
final class ProjectDraft {
  private final CheckContext context;
  private final PortReader ports = new PortReader();
  private final Map<String, VolumeDefinition> volumes = new LinkedHashMap<>();
  private Optional<Value> services = Optional.empty();
  private TopologyChoice topology = TopologyChoice.AUTO;

  ProjectDraft(CheckContext context) {
    this.context = context;
  }

  /** Services are read last, whatever the order of the file: they refer to volumes. */
  void services(Value value) {
    services = Optional.of(value);
  }

  private Optional<CheckedService> service(Place keyPlace, String key, Value value) {
    ServiceName name;
    try {
      name = new ServiceName(key);
    } catch (IllegalArgumentException e) {
      value.problem(String.valueOf(e.getMessage()), "rename the service");
      return Optional.empty();
    }
    if (!value.isMap()) {
      value.problem(
          "must be a map, not " + value.node().description(), "give the service an 'image'");
      return Optional.empty();
    }
    var mounts = new MountReader(context, volumes);
    var draft = new ServiceDraft(name, keyPlace, context.variables(), ports, mounts);
    KeyRegistry.SERVICE.read(value, draft);
    return Optional.of(draft.build(value));
  }

  void volumes(Value value) {
    value.entries().forEach(this::volume);
  }

  private void volume(String key, Value value) {
    var draft = new VolumeDraft();
    KeyRegistry.VOLUME.read(value, draft);
    String scoped = context.project() + "_" + key;
    String name = draft.name.orElse(draft.external ? key : scoped);
    try {
      volumes.put(key, new VolumeDefinition(new VolumeName(name), draft.external, draft.labels));
    } catch (IllegalArgumentException e) {
      value.problem(String.valueOf(e.getMessage()), "rename the volume");
    }
  }

  void networks(Value value) {
    DefaultNetwork.only(value, network -> KeyRegistry.NETWORK.read(network, this));
  }

  /** Accepts the name that the default network has anyway: {@code config} prints it. */
  void defaultNetworkName(Value value) {
    String name = context.project() + "_default";
    if (value.text().filter(text -> !text.equals(name)).isPresent()) {
      value.problem(
          "a name of its own for the default network is not supported by jcompose yet",
          "remove it to use '" + name + "'");
    }
  }

  void topology(Value value) {
    Optional<String> text = value.text();
    try {
      topology =
          text.map(choice -> TopologyChoice.valueOf(choice.toUpperCase(Locale.ROOT)))
              .orElse(topology);
    } catch (IllegalArgumentException e) {
      value.problem(
          "must be auto, pod or bridge, not " + value.node().description(), "write 'auto'");
    }
  }

  CheckedProject build() {
    List<CheckedService> checked = new ArrayList<>();
    services.ifPresent(
        all ->
            all.entries()
                .forEach(
                    (key, value) ->
                        service(all.placeOfKey(key), key, value).ifPresent(checked::add)));
    return new CheckedProject(checked, volumes, topology);
  }

  /** What was read of one entry under {@code volumes:} so far. */
  static final class VolumeDraft {
    private Optional<String> name = Optional.empty();
    private boolean external;
    private Map<String, String> labels = Map.of();

    void name(Value value) {
      name = value.text();
    }

    /** {@code true}, or the old form {@code {name: …}}. */
    void external(Value value) {
      if (value.isMap()) {
        external = true;
        KeyRegistry.EXTERNAL.read(value, this);
      } else {
        external = value.bool().orElse(false);
      }
    }

    void driver(Value value) {
      if (value.text().filter(driver -> !driver.equals("local")).isPresent()) {
        value.problem(
            "volume driver " + value.node().description() + " is not supported by jcompose",
            "remove 'driver' to keep the volume on this host");
      }
    }

    void labels(Value value) {
      labels = KeyValues.texts(value);
    }
  }
}
