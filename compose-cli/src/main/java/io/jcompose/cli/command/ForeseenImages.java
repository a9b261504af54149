package io.jcompose.cli.command;

import io.jcompose.model.project.Project;

/** Images of which it is only told that they would be fetched, for rehearsals. */
final class ForeseenImages implements ImageSupply {
  private final Tools tools;
  private final ImageWish wish;

  ForeseenImages(Tools tools, ImageWish wish) {
    this.tools = tools;
    this.wish = wish;
  }

  @Override
  public Supplied of(Project project) {
    return new Supplied(
        new KnownImages(tools.runtime()),
        wish.due(project, tools.runtime().get().images(), tools.clock().instant()));
  }
}
