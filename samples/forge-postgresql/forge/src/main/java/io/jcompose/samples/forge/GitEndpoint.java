package io.jcompose.samples.forge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetch and push over HTTP. A push to a repository that does not exist yet makes it, if its owner
 * pushes.
 */
final class GitEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(GitEndpoint.class);
  private static final String NAME = RepositoryName.class.getName();
  private static final long LARGEST_PACK_BYTES = 512L << 20;

  private final Repositories repositories;

  GitEndpoint(Repositories repositories) {
    this.repositories = repositories;
  }

  /** Returns what answers git's requests; whatever else it is asked is not found. */
  GitServlet servlet() {
    GitServlet servlet = new GitServlet();
    servlet.setRepositoryResolver(this::open);
    servlet.setReceivePackFactory(this::receivePack);
    return servlet;
  }

  private Repository open(HttpServletRequest request, String path)
      throws RepositoryNotFoundException, ServiceMayNotContinueException {
    RepositoryName name =
        RepositoryName.parse(path).orElseThrow(() -> new RepositoryNotFoundException(path));
    request.setAttribute(NAME, name);
    try {
      if (isPush(request)) {
        requireRight(request, name);
        if (repositories.create(name)) {
          LOG.info("{} was made by the first push to it", name);
        }
      }
      return repositories.open(name).orElseThrow(() -> new RepositoryNotFoundException(path));
    } catch (SQLException | IOException e) {
      if (e instanceof RepositoryNotFoundException missing) {
        throw missing;
      }
      if (e instanceof ServiceMayNotContinueException refused) {
        throw refused;
      }
      throw new ServiceMayNotContinueException("cannot open " + name, e);
    }
  }

  private static boolean isPush(HttpServletRequest request) {
    return "git-receive-pack".equals(request.getParameter("service"))
        || request.getRequestURI().endsWith("/git-receive-pack");
  }

  private static void requireRight(HttpServletRequest request, RepositoryName name)
      throws ServiceMayNotContinueException {
    Optional<Accounts.Account> account = BasicAuthentication.accountOf(request);
    if (account.filter(someone -> someone.mayChange(name.owner())).isEmpty()) {
      throw new ServiceMayNotContinueException(
          name + " is not yours", HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private ReceivePack receivePack(HttpServletRequest request, Repository repository) {
    RepositoryName name = (RepositoryName) request.getAttribute(NAME);
    ReceivePack receivePack = new ReceivePack(repository);
    receivePack.setMaxPackSizeLimit(LARGEST_PACK_BYTES);
    receivePack.setPostReceiveHook((pack, commands) -> pushed(name, repository, commands));
    return receivePack;
  }

  /** The push is done by now, whatever happens here; so a failure is told to the log only. */
  private void pushed(
      RepositoryName name, Repository repository, Collection<ReceiveCommand> commands) {
    try {
      repositories.recordPush(name, repository);
      LOG.info("{}: {} refs pushed", name, commands.size());
    } catch (SQLException | IOException e) {
      LOG.error("{}: cannot remember the push", name, e);
    }
  }
}
