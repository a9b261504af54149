package io.jcompose.model.plan;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.plan.GrantedFile.Attributes;
import io.jcompose.model.plan.GrantedFile.Content;
import io.jcompose.model.plan.GrantedFile.Kind;
import io.jcompose.model.project.ContentDefinition;
import io.jcompose.model.project.ContentSource;
import io.jcompose.model.project.Grant;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.SecretName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans the files that containers are given: configs and secrets, their contents looked up. */
final class GrantedFiles {
  /** Contents are kept in plans and in memory. Docker's swarm takes half of this. */
  private static final int MOST_BYTES = 1 << 20;

  private static final AbsolutePath CONFIGS = new AbsolutePath("/");
  private static final AbsolutePath SECRETS = new AbsolutePath("/run/secrets");

  private final Project project;
  private final ContentFacts facts;
  private final Problems problems;

  GrantedFiles(Project project, ContentFacts facts, Problems problems) {
    this.project = project;
    this.facts = facts;
    this.problems = problems;
  }

  /**
   * Returns the files of a service's containers, configs first; whatever is wrong is a problem, and
   * the file is left out then. What is mounted at a file's place hides it, as in docker compose.
   */
  List<GrantedFile> of(Service service) {
    Set<String> mounted = service.mounts().stream().map(Mount::target).collect(Collectors.toSet());
    Map<String, GrantedFile> files = new LinkedHashMap<>();
    service.storage().configs().forEach(grant -> add(service, Kind.CONFIG, grant, files));
    service.storage().secrets().forEach(grant -> add(service, Kind.SECRET, grant, files));
    return files.values().stream().filter(file -> !mounted.contains(file.target())).toList();
  }

  private void add(Service service, Kind kind, Grant grant, Map<String, GrantedFile> files) {
    String path = "services." + service.name() + "." + section(kind);
    String target = target(kind, grant);
    if (target.equals("/")) {
      problems.add(
          grant.place(), path, "'/' is not the place of a file", "give it a 'target' below '/'");
      return;
    }
    GrantedFile other = files.get(target);
    if (other != null) {
      problems.add(
          grant.place(),
          path,
          "at " + target + " there is already " + other.kind() + " '" + other.key() + "'",
          "give one of them another 'target'");
      return;
    }
    Optional<Attributes> attributes = attributes(grant, path);
    attributes
        .flatMap(wanted -> content(kind, grant, wanted))
        .ifPresent(
            content -> files.put(target, new GrantedFile(kind, grant.source(), target, content)));
  }

  private static String section(Kind kind) {
    return kind + "s";
  }

  private static String target(Kind kind, Grant grant) {
    AbsolutePath folder = kind == Kind.CONFIG ? CONFIGS : SECRETS;
    return folder.resolve(grant.target().orElse(grant.source())).value();
  }

  /** Returns what the grant asks for; empty if that cannot be had. */
  private Optional<Attributes> attributes(Grant grant, String path) {
    OptionalInt uid = number(grant, path + ".uid", "uid", grant.uid());
    OptionalInt gid = number(grant, path + ".gid", "gid", grant.gid());
    int mode = grant.mode().orElse(Attributes.DEFAULT.mode());
    return uid.isPresent() && gid.isPresent()
        ? Optional.of(new Attributes(uid.getAsInt(), gid.getAsInt(), mode))
        : Optional.empty();
  }

  /** Returns the number that is meant, 0 if none is given; empty if it is none. */
  private OptionalInt number(Grant grant, String path, String what, Optional<String> written) {
    try {
      int number = Integer.parseInt(written.orElse("0"));
      if (number >= 0) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    problems.add(
        grant.place(),
        path,
        "'"
            + written.orElse("")
            + "' is not the number of a "
            + (what.equals("uid") ? "user" : "group"),
        "write the number that it has in the container, such as \"1000\"");
    return OptionalInt.empty();
  }

  private Optional<Content> content(Kind kind, Grant grant, Attributes attributes) {
    Map<String, ContentDefinition> all =
        kind == Kind.CONFIG ? project.configs() : project.secrets();
    ContentDefinition definition = all.get(grant.source());
    if (definition == null) {
      throw new IllegalArgumentException(kind + " '" + grant.source() + "' is not defined");
    }
    boolean asIs = grant.uid().isEmpty() && grant.gid().isEmpty() && grant.mode().isEmpty();
    Where where =
        new Where(definition.place(), section(kind) + "." + grant.source(), attributes, asIs);
    return content(definition, where);
  }

  /**
   * What is looked for on behalf of whom.
   *
   * @param asIs whether neither an owner nor a mode is asked for
   */
  private record Where(Place place, String path, Attributes attributes, boolean asIs) {}

  private Optional<Content> content(ContentDefinition definition, Where where) {
    ContentSource source = definition.source();
    if (source instanceof ContentSource.File file) {
      return file(file.path(), where);
    }
    if (source instanceof ContentSource.Variable variable) {
      return variable(variable, where);
    }
    if (source instanceof ContentSource.Inline inline) {
      return kept(inline.content().getBytes(StandardCharsets.UTF_8), where);
    }
    if (source instanceof ContentSource.External) {
      return stored(definition.name(), where);
    }
    problems.add(where.place(), where.path(), "drivers are for a cluster", "use 'file'");
    return Optional.empty();
  }

  private Optional<Content> file(String path, Where where) {
    try {
      return where.asIs()
          ? Optional.of(new GrantedFile.Bound(path, facts.digest(path)))
          : kept(facts.read(path, MOST_BYTES + 1), where);
    } catch (NoSuchFileException e) {
      problems.add(
          where.place(),
          where.path() + ".file",
          "there is no file '" + path + "'",
          "make it, or correct the path");
    } catch (IOException e) {
      problems.add(
          where.place(),
          where.path() + ".file",
          "cannot read '" + path + "': " + e.getMessage(),
          "make it a file that can be read, or correct the path");
    }
    return Optional.empty();
  }

  private Optional<Content> variable(ContentSource.Variable variable, Where where) {
    Optional<HiddenContent> value = variable.value();
    if (value.isEmpty()) {
      problems.add(
          where.place(),
          where.path() + ".environment",
          "the variable '" + variable.name() + "' is not set",
          "set it in the shell or in '.env'");
    }
    return value.flatMap(content -> kept(content.bytes(), where));
  }

  private Optional<Content> kept(byte[] content, Where where) {
    if (content.length > MOST_BYTES) {
      problems.add(
          where.place(),
          where.path(),
          "its content is longer than 1 MiB",
          "mount it with 'volumes', or let it be a 'file' without 'uid', 'gid' and 'mode'");
      return Optional.empty();
    }
    return Optional.of(new GrantedFile.Kept(HiddenContent.of(content), where.attributes()));
  }

  private Optional<Content> stored(String name, Where where) {
    try {
      SecretName secret = new SecretName(name);
      Optional<String> version = facts.version(secret);
      if (version.isEmpty()) {
        problems.add(
            where.place(),
            where.path(),
            "there is no secret '" + name + "' in the store of this host",
            "make it with 'jcompose secret create " + name + " FILE'");
      }
      return version.map(known -> new GrantedFile.Stored(secret, known, where.attributes()));
    } catch (IllegalArgumentException e) {
      problems.add(
          where.place(), where.path(), String.valueOf(e.getMessage()), "rename it with 'name'");
    } catch (JcomposeException e) {
      problems.add(where.place(), where.path(), String.valueOf(e.getMessage()), e.hint());
    }
    return Optional.empty();
  }
}
