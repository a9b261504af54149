package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of a repository, which come page by page. */
final class TagList {
  private static final int PAGE = 1000;
  private static final int MOST = 100_000;
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;.*rel=\"?next\"?.*");

  private final Registry registry;
  private final RemoteRepository repository;
  private final Documents documents;

  TagList(Registry registry, RemoteRepository repository, Documents documents) {
    this.registry = registry;
    this.repository = repository;
    this.documents = documents;
  }

  List<String> read() {
    String what = "list the tags of " + repository;
    Set<String> tags = new TreeSet<>();
    Set<URI> seen = new HashSet<>();
    Call call = registry.call(what, repository.path() + "/tags/list?n=" + PAGE);
    // a list that comes back to itself would never end
    while (seen.add(call.uri())) {
      try (Answer answer = registry.ask(call, Access.pull(repository), Set.of(200))) {
        byte[] page = documents.read(registry, what, answer);
        tags.addAll(
            ForeignJson.parse(page).orElseThrow(() -> unreadable(what)).member("tags").texts());
        Optional<URI> next = next(answer, what);
        if (next.isEmpty()) {
          break;
        }
        call = call.withUri(next.get());
      }
      if (tags.size() > MOST) {
        throw registry.wrong(
            what, Kind.TOO_LARGE, "has more than " + MOST + " tags", "name the tag that you want");
      }
    }
    return List.copyOf(tags);
  }

  private Optional<URI> next(Answer answer, String what) {
    for (String link : answer.headers().allValues("Link")) {
      Matcher matcher = NEXT.matcher(link);
      if (matcher.matches()) {
        try {
          return Optional.of(answer.from().resolve(matcher.group(1)));
        } catch (IllegalArgumentException e) {
          throw unreadable(what);
        }
      }
    }
    return Optional.empty();
  }

  private RegistryFailure unreadable(String what) {
    return registry.wrong(
        what,
        Kind.UNEXPECTED,
        "sent no list of tags that can be read",
        "check that it is a registry, and what it logs");
  }
}
