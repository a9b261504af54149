package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Takes images into a store and out of it in a process of its own, until it is killed. */
final class PullingProgram {
  private PullingProgram() {}

  /**
   * Says that it is there, and begins when it is told to.
   *
   * @param arguments the directory of the store, then two images: references of a registry, or
   *     paths of archives if they begin with a slash
   */
  public static void main(String[] arguments) throws IOException {
    ImageStore store = new StoreOnDisk(Path.of(arguments[0])).open();
    System.out.write('r');
    System.out.flush();
    if (System.in.read() < 0) {
      return;
    }
    while (true) {
      Image first = take(store, arguments[1]);
      Image second = take(store, arguments[2]);
      first.names().forEach(store::remove);
      second.names().forEach(store::remove);
    }
  }

  /** Pulls or loads an image. */
  static Image take(ImageStore store, String image) {
    return image.startsWith("/")
        ? store.load(Path.of(image), Progress.SILENT).get(0)
        : store.pull(new ImageReference(image), Optional.empty(), Progress.SILENT);
  }

  /** Starts the program in a Java machine of its own. */
  static Process start(Path directory, List<String> images) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            PullingProgram.class.getName(),
            directory.toString(),
            images.get(0),
            images.get(1))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
