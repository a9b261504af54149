package io.jcompose.model.instruction;

import io.jcompose.model.plan.ImageConfig;
import java.util.List;

/**
 * What an image that is being made says.
 *
 * @param onBuild instructions for whoever builds on it; they are not handed on any further
 */
public record ImageDescription(ImageConfig config, List<String> onBuild) {
  public ImageDescription {
    onBuild = List.copyOf(onBuild);
  }
}
