package io.jcompose.samples.forge;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The way to PostgreSQL. Every use opens a connection of its own: a small forge needs no pool. */
final class Database {
  private static final int CONNECT_SECONDS = 5;
  private static final String SCHEMA =
      """
      create table if not exists account (
        name text primary key,
        password_hash text not null,
        admin boolean not null,
        created timestamptz not null default now()
      );
      create table if not exists repository (
        owner text not null references account (name),
        name text not null,
        created timestamptz not null default now(),
        last_push timestamptz,
        default_branch text not null,
        primary key (owner, name)
      );
      """;

  private final DataSource source;

  Database(Settings settings) {
    PGSimpleDataSource postgresql = new PGSimpleDataSource();
    postgresql.setUrl(settings.databaseUrl());
    postgresql.setUser(settings.databaseUser());
    postgresql.setPassword(settings.databasePassword());
    postgresql.setApplicationName("forge");
    postgresql.setConnectTimeout(CONNECT_SECONDS);
    source = postgresql;
  }

  /** Opens a connection that commits each statement; the caller closes it. */
  Connection connect() throws SQLException {
    return source.getConnection();
  }

  /** Makes the tables that are missing. */
  void makeTables() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(SCHEMA);
    }
  }

  /** Does nothing if PostgreSQL answers. */
  void check() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
    }
  }
}
