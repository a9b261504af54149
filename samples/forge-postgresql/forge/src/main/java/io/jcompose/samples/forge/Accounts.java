package io.jcompose.samples.forge;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Who may do something; kept in the table {@code account}. */
final class Accounts {
  private final Database database;
  private final SecureRandom random = new SecureRandom();
  private final PasswordHash nobody = PasswordHash.of("", random);

  Accounts(Database database) {
    this.database = database;
  }

  /**
   * Someone with an account.
   *
   * @param admin whether everything is theirs
   */
  record Account(AccountName name, boolean admin) {
    /** Returns whether they may change what {@code owner} has. */
    boolean mayChange(AccountName owner) {
      return admin || name.equals(owner);
    }
  }

  /** Makes an account; returns false, and changes nothing, if the name is taken. */
  boolean create(AccountName name, String password, boolean admin) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into account (name, password_hash, admin) values (?, ?, ?)"
                    + " on conflict do nothing")) {
      insert.setString(1, name.value());
      insert.setString(2, PasswordHash.of(password, random).value());
      insert.setBoolean(3, admin);
      return insert.executeUpdate() == 1;
    }
  }

  /** Returns whether there is an account of this name. */
  boolean exists(AccountName name) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("select 1 from account where name = ?")) {
      query.setString(1, name.value());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Returns the account if name and password are right; takes as long if they are not. */
  Optional<Account> login(String name, String password) throws SQLException {
    PasswordHash hash = nobody;
    Optional<Account> found = Optional.empty();
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select name, password_hash, admin from account where name = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        if (rows.next()) {
          hash = new PasswordHash(rows.getString("password_hash"));
          found =
              Optional.of(
                  new Account(new AccountName(rows.getString("name")), rows.getBoolean("admin")));
        }
      }
    }
    boolean matches = hash.matches(password); // for a stranger too, or the time would tell names
    return found.filter(account -> matches);
  }
}
