package io.jcompose.samples.forge;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** {@code POST /accounts}: an admin makes an account out of {@code name} and {@code password}. */
final class AccountsPage extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int SHORTEST_PASSWORD = 8;

  private final transient Accounts accounts;

  AccountsPage(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    boolean admin =
        BasicAuthentication.accountOf(request).filter(Accounts.Account::admin).isPresent();
    if (!admin || !SameOrigin.holds(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN, "only an admin makes accounts");
      return;
    }
    Optional<AccountName> name =
        Optional.ofNullable(request.getParameter("name")).flatMap(AccountName::parse);
    String password = Optional.ofNullable(request.getParameter("password")).orElse("");
    if (name.isEmpty() || password.length() < SHORTEST_PASSWORD) {
      response.sendError(
          HttpServletResponse.SC_BAD_REQUEST,
          "give a legal name, and a password of " + SHORTEST_PASSWORD + " characters or more");
      return;
    }
    try {
      response.setStatus(
          accounts.create(name.get(), password, false)
              ? HttpServletResponse.SC_CREATED
              : HttpServletResponse.SC_CONFLICT);
    } catch (SQLException e) {
      throw new ServletException("cannot make account " + name.get(), e);
    }
  }
}
