package io.jcompose.samples.forge;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jgit.util.SystemReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The forge as a whole: the only place where its parts are put together. */
public final class Forge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Forge.class);
  private static final int THREADS = 16;
  private static final int LARGEST_FORM_BYTES = 10_000;
  private static final int STOP_MILLIS = 5_000;

  private final Settings settings;
  private final Database database;
  private final Accounts accounts;
  private final Server server;
  private final ServerConnector connector;

  /** Puts a forge together; nothing is opened yet. */
  public Forge(Settings settings) {
    this.settings = settings;
    database = new Database(settings);
    accounts = new Accounts(database);
    Repositories repositories = new Repositories(database, settings.repositories());
    server = new Server(new QueuedThreadPool(THREADS));
    connector = connector(server, settings.port());
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(pages(repositories)));
    server.setStopTimeout(STOP_MILLIS);
  }

  private static ServerConnector connector(Server server, int port) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setPort(port);
    return connector;
  }

  private ServletContextHandler pages(Repositories repositories) {
    ServletContextHandler pages = new ServletContextHandler();
    pages.setMaxFormContentSize(LARGEST_FORM_BYTES);
    pages.addFilter(
        new FilterHolder(new BasicAuthentication(accounts)),
        "/*",
        EnumSet.of(DispatcherType.REQUEST));
    pages.addServlet(new ServletHolder(new ListPage(repositories)), "");
    pages.addServlet(new ServletHolder(new AccountsPage(accounts)), "/accounts");
    pages.addServlet(new ServletHolder(new ReadyPage(database)), "/ready");
    pages.addServlet(new ServletHolder(new GitEndpoint(repositories).servlet()), "/*");
    return pages;
  }

  /**
   * Makes the tables and the admin's account where they are missing, then listens. Returns once
   * requests are answered; they are until {@link #close}.
   *
   * @throws SQLException if PostgreSQL cannot be reached or used
   * @throws IOException if the directory for repositories cannot be made, or the port is taken
   */
  public void start() throws Exception {
    SystemReader.setInstance(new NoGitConfiguration(SystemReader.getInstance()));
    Files.createDirectories(settings.repositories());
    database.makeTables();
    if (!accounts.exists(settings.admin())
        && accounts.create(settings.admin(), settings.adminPassword(), true)) {
      LOG.info("account {} was made", settings.admin());
    }
    server.start();
    LOG.info("ready on port {}", port());
  }

  /** Returns the port it listens on; only after {@link #start}. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Answers what was asked already, for five seconds at most, and stops. May be called twice. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("stopped in the middle of something", e);
    }
  }
}
