package io.jcompose.runtime.linux.security;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * The users and groups of one container.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/passwd.5.html">passwd(5)</a>, <a
 *     href="https://man7.org/linux/man-pages/man5/group.5.html">group(5)</a>
 */
public final class Users {
  private static final String DEFAULT_HOME = "/";

  private final List<User> users;
  private final List<Group> groups;

  /**
   * Reads both files; lines that make no sense are passed over, as libc does.
   *
   * @param passwd the content of {@code /etc/passwd}; empty if there is none
   * @param group the content of {@code /etc/group}; empty if there is none
   */
  public Users(String passwd, String group) {
    users = passwd.lines().map(User::parse).flatMap(Optional::stream).toList();
    groups = group.lines().map(Group::parse).flatMap(Optional::stream).toList();
  }

  private record User(String name, int number, int group, String home) {
    private static Optional<User> parse(String line) {
      String[] fields = line.split(":", -1);
      if (fields.length < 6) {
        return Optional.empty();
      }
      OptionalInt number = parseNumber(fields[2]);
      OptionalInt group = parseNumber(fields[3]);
      return number.isPresent() && group.isPresent()
          ? Optional.of(new User(fields[0], number.getAsInt(), group.getAsInt(), fields[5]))
          : Optional.empty();
    }
  }

  private record Group(String name, int number, List<String> members) {
    private static Optional<Group> parse(String line) {
      String[] fields = line.split(":", -1);
      OptionalInt number = fields.length < 4 ? OptionalInt.empty() : parseNumber(fields[2]);
      return number.isPresent()
          ? Optional.of(
              new Group(fields[0], number.getAsInt(), Arrays.asList(fields[3].split(","))))
          : Optional.empty();
    }
  }

  /**
   * Returns who {@code wanted} is.
   *
   * <p>Without a group, it is the user's own, with the groups that list the user as supplementary
   * ones; with a group there are no supplementary ones. A number needs no entry: its group is 0 and
   * its home {@code /} then.
   *
   * @param wanted {@code user}, {@code user:group}, each a name or a number; empty means root
   * @throws RuntimeFailure if a name is unknown
   */
  public Identity identify(String wanted) {
    int colon = wanted.indexOf(':');
    String userPart = colon < 0 ? wanted : wanted.substring(0, colon);
    String groupPart = colon < 0 ? "" : wanted.substring(colon + 1);
    User user = user(userPart.isEmpty() ? "0" : userPart, wanted);
    if (groupPart.isEmpty()) {
      List<Integer> supplementary =
          groups.stream()
              .filter(g -> !user.name().isEmpty() && g.members().contains(user.name()))
              .map(Group::number)
              .distinct()
              .toList();
      return new Identity(user.number(), user.group(), supplementary, user.home());
    }
    return new Identity(user.number(), group(groupPart, wanted), List.of(), user.home());
  }

  private User user(String text, String wanted) {
    return users.stream()
        .filter(user -> user.name().equals(text))
        .findFirst()
        .or(() -> byNumber(text, this::userOf))
        .map(user -> user.home().isEmpty() ? withDefaultHome(user) : user)
        .orElseThrow(() -> unknown("user", text, wanted, "/etc/passwd"));
  }

  private User userOf(int number) {
    return users.stream()
        .filter(user -> user.number() == number)
        .findFirst()
        .orElse(new User("", number, 0, DEFAULT_HOME));
  }

  private static User withDefaultHome(User user) {
    return new User(user.name(), user.number(), user.group(), DEFAULT_HOME);
  }

  private int group(String text, String wanted) {
    return groups.stream()
        .filter(group -> group.name().equals(text))
        .map(Group::number)
        .findFirst()
        .or(() -> byNumber(text, number -> number))
        .orElseThrow(() -> unknown("group", text, wanted, "/etc/group"));
  }

  private static <T> Optional<T> byNumber(String text, IntFunction<T> make) {
    OptionalInt number = parseNumber(text);
    return number.isPresent() ? Optional.of(make.apply(number.getAsInt())) : Optional.empty();
  }

  private static OptionalInt parseNumber(String text) {
    try {
      int number = Integer.parseInt(text);
      return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static RuntimeFailure unknown(String kind, String text, String wanted, String file) {
    return new RuntimeFailure(
        "cannot run as '"
            + wanted
            + "': the container's "
            + file
            + " knows no "
            + kind
            + " '"
            + text
            + "'",
        "give 'user' as numbers, such as \"1000:1000\", or a name that the image has");
  }
}
