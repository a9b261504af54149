package io.jcompose.samples.forge;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** {@code GET /ready}: 200 if PostgreSQL answers, else 503; for health checks. */
final class ReadyPage extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Database database;

  ReadyPage(Database database) {
    this.database = database;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    try {
      database.check();
      response.getWriter().write("ready\n");
    } catch (SQLException e) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.getWriter().write("PostgreSQL does not answer\n");
    }
  }
}
