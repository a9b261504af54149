package io.jcompose.samples.forge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * All repositories: which there are is told by the table {@code repository}, what is in them by
 * bare repositories in {@code directory/owner/name.git}.
 */
final class Repositories {
  private static final String FIRST_BRANCH = "main";

  private final Database database;
  private final Path directory;

  Repositories(Database database, Path directory) {
    this.database = database;
    this.directory = directory;
  }

  /** One repository as the list shows it. */
  record Entry(
      RepositoryName name, Instant created, Optional<Instant> lastPush, String defaultBranch) {}

  /** Returns all repositories, the one pushed to last first. */
  List<Entry> list() throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select owner, name, created, last_push, default_branch from repository"
                    + " order by last_push desc nulls last, owner, name");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        entries.add(
            new Entry(
                new RepositoryName(
                    new AccountName(rows.getString("owner")), rows.getString("name")),
                rows.getTimestamp("created").toInstant(),
                Optional.ofNullable(rows.getTimestamp("last_push")).map(Timestamp::toInstant),
                rows.getString("default_branch")));
      }
    }
    return entries;
  }

  /**
   * Makes an empty repository; returns false, and changes nothing, if it is there already or its
   * owner has no account.
   */
  boolean create(RepositoryName name) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into repository (owner, name, default_branch)"
                    + " select name, ?, ? from account where name = ? on conflict do nothing")) {
      insert.setString(1, name.name());
      insert.setString(2, FIRST_BRANCH);
      insert.setString(3, name.owner().value());
      return insert.executeUpdate() == 1;
    }
  }

  /** Opens a repository, which the caller closes; empty if there is none of this name. */
  Optional<Repository> open(RepositoryName name) throws SQLException, IOException {
    if (!exists(name)) {
      return Optional.empty();
    }
    Path path = directory.resolve(name.owner().value()).resolve(name.name() + ".git");
    Repository repository = new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().build();
    makeIfMissing(repository, path);
    return Optional.of(repository);
  }

  private boolean exists(RepositoryName name) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("select 1 from repository where owner = ? and name = ?")) {
      query.setString(1, name.owner().value());
      query.setString(2, name.name());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * The row comes first and the files follow here, so that a crash between the two mends itself.
   */
  private synchronized void makeIfMissing(Repository repository, Path path) throws IOException {
    if (Files.exists(path.resolve(Constants.HEAD))) {
      return;
    }
    Files.createDirectories(path.getParent());
    repository.create(true);
    pointHeadTo(repository, FIRST_BRANCH);
  }

  /**
   * Remembers that {@code repository} was pushed to.
   *
   * <p>As long as the branch that HEAD names does not exist, the first one there is takes its
   * place, so that a clone finds something to check out.
   */
  void recordPush(RepositoryName name, Repository repository) throws SQLException, IOException {
    if (repository.resolve(Constants.HEAD) == null) {
      Optional<String> branch =
          repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
              .map(ref -> Repository.shortenRefName(ref.getName()))
              .findFirst();
      if (branch.isPresent()) {
        pointHeadTo(repository, branch.get());
      }
    }
    try (Connection connection = database.connect();
        PreparedStatement update =
            connection.prepareStatement(
                "update repository set last_push = now(), default_branch = ?"
                    + " where owner = ? and name = ?")) {
      update.setString(1, repository.getBranch());
      update.setString(2, name.owner().value());
      update.setString(3, name.name());
      update.executeUpdate();
    }
  }

  private static void pointHeadTo(Repository repository, String branch) throws IOException {
    RefUpdate.Result result = repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
    if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.IO_FAILURE) {
      throw new IOException("cannot point HEAD to " + branch + ": " + result);
    }
  }
}
