package io.jcompose.scheduler.reconcile;

import io.jcompose.model.load.ComposeLoader;
import io.jcompose.model.load.LoadRequest;
import io.jcompose.model.load.SourceReader;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.plan.Planner;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Compose file of project {@code shop} that is a text of a test. */
public record ComposeText(String text) implements SourceReader {
  private static final String FILE = "/srv/shop/compose.yaml";

  /** Returns the plan of the project. */
  public PodPlan plan() {
    return new Planner(ImageFacts.NONE).plan(project());
  }

  /** Returns the project. */
  public Project project() {
    return new ComposeLoader(this)
        .load(
            new LoadRequest(
                "/srv/shop",
                Map.of("HOME", "/root"),
                List.of(FILE),
                Optional.of("shop"),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of()))
        .project();
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    if (!exists(path)) {
      throw new NoSuchFileException(path);
    }
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(content, Math.min(content.length, limit));
  }

  @Override
  public boolean exists(String path) {
    return path.equals(FILE);
  }
}
