package io.jcompose.model.value;

/** Labels by which jcompose itself tells volumes. */
public final class VolumeLabels {
  /**
   * The label of a volume that is an empty directory of a pod: everybody in its containers may
   * write into it, and it goes with the pod.
   */
  public static final String EMPTY_DIRECTORY = "io.jcompose.empty-directory";

  private VolumeLabels() {}
}
