package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.registry.RemoteRepository;
import java.util.Optional;

/**
 * One place to ask for an image at.
 *
 * @param name what the image is called when it comes from here, whatever host it is asked of: with
 *     its registry, and either the digest or a tag
 * @param repository whom to ask
 * @param tag which one is asked for if there is no digest
 * @param digest which one is asked for if it is there
 * @param nextAfterFailure whether the next place in the list is to be asked if this one has no such
 *     image or does not answer; false for the last one
 */
public record RemoteImage(
    ImageReference name,
    RemoteRepository repository,
    String tag,
    Optional<Digest> digest,
    boolean nextAfterFailure) {

  /** Returns what is asked for in the repository: the digest, or else the tag. */
  public String selector() {
    return digest.map(Digest::toString).orElse(tag);
  }

  RemoteImage beforeAnother() {
    return new RemoteImage(name, repository, tag, digest, true);
  }

  /** Returns where it is asked for, for messages. */
  @Override
  public String toString() {
    return repository + (digest.isPresent() ? "@" : ":") + selector();
  }
}
