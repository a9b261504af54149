package io.jcompose.cli.command;

import io.jcompose.cli.output.Appearance;
import io.jcompose.cli.output.TransferWords;
import io.jcompose.cli.pull.ImagePulls;
import io.jcompose.cli.pull.NeededImage;
import io.jcompose.model.value.ServiceName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Fetches images from registries, and shows how it goes. */
final class FetchedImages {
  private final Tools tools;
  private final Appearance appearance;

  FetchedImages(Tools tools, boolean quiet) {
    this.tools = tools;
    this.appearance = quiet ? tools.appearance().quietly() : tools.appearance();
  }

  /**
   * Fetches images, whatever their policies say.
   *
   * @return those that could not be fetched
   * @throws InterruptedException if the calling thread is interrupted
   */
  List<ImagePulls.Failure> fetch(List<NeededImage> wanted) throws InterruptedException {
    if (wanted.isEmpty()) {
      return List.of();
    }
    tools.registries().get().showWarnings(tools.console());
    return new ImagePulls(
            tools.runtime().get().images(),
            new ToldTransfer(
                tools.manager(),
                appearance.transferDisplay(tools.console(), TransferWords.PULL, tools.clock())))
        .pull(wanted);
  }

  /** Returns the failure to fetch images, told as one. */
  static CommandFailure failure(List<ImagePulls.Failure> failures) {
    String message = failures.stream().map(FetchedImages::told).collect(Collectors.joining("\n"));
    String hints =
        failures.stream()
            .map(failure -> failure.reason().hint())
            .distinct()
            .collect(Collectors.joining("; "));
    return new CommandFailure(message, hints, failures.get(0).reason());
  }

  /** Returns for whom an image could not be fetched, and why. */
  static String told(ImagePulls.Failure failure) {
    Set<ServiceName> services = new TreeSet<>(failure.image().services());
    if (services.isEmpty()) {
      return String.valueOf(failure.reason().getMessage());
    }
    String those = services.stream().map(ServiceName::value).collect(Collectors.joining("', '"));
    return (services.size() == 1 ? "service '" : "services '")
        + those
        + "': "
        + failure.reason().getMessage();
  }
}
