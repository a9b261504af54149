package io.jcompose.samples.forge;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page {@code /}: all repositories, and a form to make one. */
final class ListPage extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Forge</title>
      <style>
      body { font-family: system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #ddd; }
      form { margin-top: 2rem; }
      </style>
      </head>
      <body>
      <h1>Repositories</h1>
      """;
  private static final String FOOT =
      """
      <form method="post" action="/">
      <label>New repository: <input name="name" required maxlength="99" pattern="[a-zA-Z0-9_][a-zA-Z0-9._\\-]*"></label>
      <button>Create</button>
      </form>
      </body>
      </html>
      """;

  private final transient Repositories repositories;
  private final transient DateTimeFormatter time =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  ListPage(Repositories repositories) {
    this.repositories = repositories;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String page;
    try {
      page = HEAD + table(repositories.list(), request.getRequestURL().toString()) + FOOT;
    } catch (SQLException e) {
      throw new ServletException("cannot list the repositories", e);
    }
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
    response.getWriter().write(page);
  }

  private String table(List<Repositories.Entry> entries, String home) {
    if (entries.isEmpty()) {
      return "<p>There is none yet.</p>\n";
    }
    StringBuilder rows = new StringBuilder();
    for (Repositories.Entry entry : entries) {
      String url = home + entry.name() + ".git";
      String push = entry.lastPush().map(this::text).orElse("never");
      for (String cell :
          List.of(entry.name().toString(), entry.defaultBranch(), text(entry.created()), push)) {
        rows.append("<td>").append(Html.escape(cell)).append("</td>");
      }
      rows.append("<td><code>").append(Html.escape(url)).append("</code></td></tr>\n<tr>");
    }
    return "<table>\n<tr><th>Name</th><th>Branch</th><th>Created</th><th>Last push</th>"
        + "<th>Clone</th></tr>\n<tr>"
        + rows.substring(0, rows.length() - "<tr>".length())
        + "</table>\n";
  }

  private String text(Instant instant) {
    return time.format(instant);
  }

  /**
   * Makes the repository {@code name} of whoever is logged in, or of {@code owner} for an admin.
   */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (!SameOrigin.holds(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN, "the form is another site's");
      return;
    }
    Accounts.Account account =
        BasicAuthentication.accountOf(request)
            .orElseThrow(() -> new IllegalStateException("the filter lets nobody else in"));
    String owner =
        Optional.ofNullable(request.getParameter("owner")).orElse(account.name().value());
    String name = Optional.ofNullable(request.getParameter("name")).orElse("");
    Optional<RepositoryName> repository = RepositoryName.parse(owner + "/" + name);
    if (repository.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "this is no name for a repository");
    } else if (!account.mayChange(repository.get().owner())) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN, "you are not " + owner);
    } else {
      create(repository.get(), response);
    }
  }

  private void create(RepositoryName repository, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      if (repositories.create(repository)) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/");
      } else {
        response.sendError(
            HttpServletResponse.SC_CONFLICT,
            repository + " is there already, or its owner has no account");
      }
    } catch (SQLException e) {
      throw new ServletException("cannot make " + repository, e);
    }
  }
}
