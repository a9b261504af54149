package io.jcompose.samples.forge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds out who asks. Everybody may read; whoever wants to change something must log in, by HTTP's
 * basic authentication, as git does it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
 */
final class BasicAuthentication extends HttpFilter {
  private static final long serialVersionUID = 1;
  private static final String SCHEME = "Basic ";

  private final transient Accounts accounts;

  BasicAuthentication(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Returns who sent {@code request}; empty for an anonymous reader. */
  static Optional<Accounts.Account> accountOf(HttpServletRequest request) {
    return Optional.ofNullable(request.getAttribute(Accounts.Account.class.getName()))
        .map(Accounts.Account.class::cast);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    if (header.isEmpty()) {
      if (changesSomething(request)) {
        challenge(response, "log in to change something");
      } else {
        chain.doFilter(request, response);
      }
      return;
    }
    Optional<Accounts.Account> account;
    try {
      account = login(header);
    } catch (SQLException e) {
      throw new ServletException("cannot look up the account", e);
    }
    if (account.isEmpty()) {
      challenge(response, "name or password is wrong");
      return;
    }
    request.setAttribute(Accounts.Account.class.getName(), account.get());
    chain.doFilter(new LoggedIn(request, account.get()), response);
  }

  private Optional<Accounts.Account> login(String header) throws SQLException {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String pair;
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      pair = new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not base 64, so nobody's password
    }
    int colon = pair.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : accounts.login(pair.substring(0, colon), pair.substring(colon + 1));
  }

  /** A fetch is a POST too, yet changes nothing; the first request of a push is a GET. */
  private static boolean changesSomething(HttpServletRequest request) {
    boolean fetch = request.getRequestURI().endsWith("/git-upload-pack");
    boolean push = "git-receive-pack".equals(request.getParameter("service"));
    boolean reading = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    return push || !(reading || fetch);
  }

  private static void challenge(HttpServletResponse response, String message) throws IOException {
    response.setHeader("WWW-Authenticate", "Basic realm=\"forge\", charset=\"UTF-8\"");
    response.sendError(HttpServletResponse.SC_UNAUTHORIZED, message);
  }

  /** JGit writes the remote user into its reflogs. */
  private static final class LoggedIn extends HttpServletRequestWrapper {
    private final Accounts.Account account;

    LoggedIn(HttpServletRequest request, Accounts.Account account) {
      super(request);
      this.account = account;
    }

    @Override
    public String getRemoteUser() {
      return account.name().value();
    }
  }
}
