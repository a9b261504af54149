package io.jcompose.model.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * The files of a random project: written from the keys that Compose has, or taken from a few whole
 * files, and then damaged, line by line or byte by byte, or left as they are.
 *
 * <p>The same seed gives the same files.
 */
final class FuzzedFiles {
  static final String DIRECTORY = "/srv/app";

  /** Whole files, as people write them. */
  private static final List<String> CORPUS =
      List.of(
          ResolvedFileTest.EVERYTHING,
          """
          x-common: &common
            restart: unless-stopped
            environment: &env {TZ: "${TZ:-UTC}", A: "1"}
          services:
            web:
              <<: *common
              image: nginx:${TAG:-1.25}
              ports: ["${PORT:-8080}:80"]
              environment: {<<: *env, B: "${B?}"}
            db:
              <<: [*common, {image: postgres}]
              volumes: [data:/var/lib/postgresql/data]
          volumes: {data: }
          """,
          """
          services:
            a:
              extends: {service: base, file: base.yaml}
              env_file: [{path: a.env, required: false}]
            b: {image: x, depends_on: [a], profiles: [p]}
          ---
          services:
            a: {command: !reset null, labels: !override {a: b}}
          """,
          """
          include:
            - inc/compose.yaml
            - {path: [inc/compose.yaml], env_file: a.env, project_directory: inc}
          services:
            c: {image: x, network_mode: "service:d"}
            d: {build: {context: ., args: [A, B=c]}, secrets: [s], configs: [{source: f, mode: 0440}]}
          secrets: {s: {environment: HOME}}
          configs: {f: {content: "a${A}b"}}
          networks: {default: {ipam: {config: [{subnet: 10.0.0.0/24}]}}}
          """);

  /** Keys of a service, each with values that fit it more or less. */
  private static final Map<String, List<String>> SERVICE_KEYS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("annotations", List.of("{a: b}", "[a=b]")),
              Map.entry("build", List.of(".", "{context: ./a, target: b}", "{args: {A: 1}}")),
              Map.entry("cap_add", List.of("[NET_ADMIN]", "[ALL, ALL]")),
              Map.entry("command", List.of("sh -c 'a b'", "[a, b]", "[]", "''", "'a \"b'")),
              Map.entry("configs", List.of("[f]", "[{source: f, target: /f, mode: 0444}]")),
              Map.entry("container_name", List.of("one", "a_b.c")),
              Map.entry("cpus", List.of("0.5", "\"2\"")),
              Map.entry("depends_on", List.of("[s1]", "{s2: {condition: service_started}}")),
              Map.entry("deploy", List.of("{replicas: 2}", "{resources: {limits: {memory: 1g}}}")),
              Map.entry("devices", List.of("[/dev/null]", "[\"/dev/a:/dev/b:rw\"]")),
              Map.entry("dns", List.of("1.1.1.1", "[1.1.1.1, 8.8.8.8]")),
              Map.entry("entrypoint", List.of("sh", "[]", "[a, '$$b']")),
              Map.entry("env_file", List.of("a.env", "[a.env, {path: no.env, required: false}]")),
              Map.entry("environment", List.of("{A: 1, B: , C: '${D:-e}'}", "[A=b, HOME, C=]")),
              Map.entry("expose", List.of("[80, '90-92/udp']")),
              Map.entry("extends", List.of("s1", "{service: base, file: base.yaml}")),
              Map.entry("extra_hosts", List.of("[a:10.0.0.1]", "{a: [10.0.0.1, '::1']}")),
              Map.entry("gpus", List.of("all", "[{count: 1}]")),
              Map.entry("group_add", List.of("[0, mail]")),
              Map.entry("healthcheck", List.of("{test: a b, interval: 1m}", "{disable: true}")),
              Map.entry("hostname", List.of("a.b", "5")),
              Map.entry("image", List.of("nginx", "a/b:c@sha256:" + "0".repeat(64), "${IMAGE:-x}")),
              Map.entry("init", List.of("true", "\"false\"", "yes")),
              Map.entry("labels", List.of("{a: b, c: 1}", "[a=b, c]")),
              Map.entry("links", List.of("[s1]", "['s2:x']")),
              Map.entry("logging", List.of("{driver: json-file, options: {max-size: 1m}}")),
              Map.entry("mem_limit", List.of("1g", "1024", "-1")),
              Map.entry("network_mode", List.of("host", "none", "service:s1")),
              Map.entry("networks", List.of("[default, n]", "{n: {aliases: [a]}}", "{n: }")),
              Map.entry("ports", List.of("['8080:80']", "[80]", "[{target: 80}]", "['1-3:4-6']")),
              Map.entry("post_start", List.of("[{command: a b}]")),
              Map.entry("profiles", List.of("[p]", "[]")),
              Map.entry("pull_policy", List.of("always", "every_2d")),
              Map.entry("read_only", List.of("true")),
              Map.entry("restart", List.of("always", "on-failure:3", "no")),
              Map.entry("scale", List.of("1", "0")),
              Map.entry("secrets", List.of("[s]", "[{source: s, mode: '0400'}]")),
              Map.entry("shm_size", List.of("64m", "1.5gb")),
              Map.entry("stop_grace_period", List.of("1m30s", "500ms", "0")),
              Map.entry("sysctls", List.of("{net.core.somaxconn: 1024}", "[a=b]")),
              Map.entry("tmpfs", List.of("/run", "['/a:size=1m', /b]")),
              Map.entry("tty", List.of("true")),
              Map.entry("ulimits", List.of("{nofile: 1024}", "{nproc: {soft: 1, hard: 2}}")),
              Map.entry("user", List.of("1000:1000", "\"0\"")),
              Map.entry("volumes", List.of("[v:/v]", "[./a:/a:ro]", "[{type: tmpfs, target: /t}]")),
              Map.entry("working_dir", List.of("/", "a")),
              Map.entry(
                  "x-any", List.of("0x1F", "{a: [1e3, ~, 2001-01-01, .5, 012]}", "\"\\t\""))));

  /** The rest of a file, with what the services refer to. */
  private static final List<String> TOP_LEVEL =
      List.of(
          "name: app\n",
          "volumes: {v: , data: {name: 'a', driver_opts: {o: bind, type: none}}}\n",
          "networks: {n: {internal: true}, default: {driver: bridge}}\n",
          "secrets: {s: {file: ./s}}\n",
          "configs: {f: {content: 'a$$b'}}\n",
          "include: [inc/compose.yaml]\n",
          "x-top: &top {a: b}\n",
          "---\nservices: {s1: {labels: !override {a: b}}}\n",
          "version: '3'\n");

  /** What is thrown into files: everything that means something to some phase. */
  private static final List<String> FRAGMENTS =
      List.of(
          "&a ",
          "*a",
          "<<: *a\n",
          "${",
          "}",
          "$",
          "$$",
          "${A:-",
          "${A:?b}",
          ":",
          ": ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          ",",
          "\"",
          "'",
          "\\",
          "\n",
          "\n  ",
          "\n    ",
          "\r",
          "!!str ",
          "!reset ",
          "!override ",
          "!foo ",
          "null",
          "~",
          "true",
          "yes",
          "-1",
          "0",
          "99999999999999999999",
          "1e9",
          ".inf",
          "0x1F",
          "2001-01-01",
          "\t",
          "#",
          " #",
          "65536-1",
          "::",
          "/",
          "../",
          "\0",
          "\u0001",
          "\uFEFF",
          "\u2028",
          "\uD83D\uDE00",
          "|",
          "|\n",
          ">",
          "%",
          "@",
          "? ",
          "---\n",
          "=",
          "service:s1",
          "x-a: ",
          "host",
          "\\ud83d",
          "1m",
          "1g");

  private final Random random;

  FuzzedFiles(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the files by their paths. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    add(files, "compose.yaml", composeFile());
    add(files, "base.yaml", "services: {base: {image: x, volumes: [./b:/b], " + key() + "}}\n");
    add(files, "inc/compose.yaml", "services: {inc: {image: x, " + key() + "}}\n");
    add(files, ".env", "A=b\nTAG='1'\nC=\"x$A\"\nexport D: ${A:-e}\n");
    add(files, "a.env", "A=b\nB=\n# c\nC=d # e\n");
    if (random.nextInt(4) == 0) {
      add(files, "compose.override.yaml", composeFile());
    }
    return files;
  }

  private void add(Map<String, byte[]> files, String name, String text) {
    String changed = random.nextBoolean() ? text : damaged(shuffled(text));
    byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(30) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    files.put(DIRECTORY + "/" + name, bytes);
  }

  private String composeFile() {
    if (random.nextInt(3) == 0) {
      return one(CORPUS);
    }
    var text = new StringBuilder();
    text.append("services:\n");
    for (int service = 1; service <= 1 + random.nextInt(3); service++) {
      text.append("  s").append(service).append(":\n    image: x\n");
      List<String> keys = new ArrayList<>(SERVICE_KEYS.keySet());
      Collections.shuffle(keys, random);
      for (String key : keys.subList(0, random.nextInt(7))) {
        if (!key.equals("image")) {
          text.append("    ").append(entry(key)).append('\n');
        }
      }
    }
    TOP_LEVEL.stream().filter(line -> random.nextInt(3) == 0).forEach(text::append);
    return text.toString();
  }

  /** Returns a random key with its value, for a flow map. */
  private String key() {
    return entry(one(List.copyOf(SERVICE_KEYS.keySet())));
  }

  private String entry(String key) {
    return key + ": " + one(SERVICE_KEYS.getOrDefault(key, List.of("")));
  }

  /** Takes away, doubles, moves or indents lines: that changes the tree, not the syntax. */
  private String shuffled(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      switch (random.nextInt(5)) {
        case 0 -> lines.set(at, "");
        case 1 -> lines.add(random.nextInt(lines.size()), line);
        case 2 -> lines.set(at, "  " + line);
        case 3 -> lines.set(at, line.stripLeading());
        default ->
            lines.set(
                at, line.replaceFirst(": .*", ": " + Matcher.quoteReplacement(one(FRAGMENTS))));
      }
    }
    return String.join("\n", lines);
  }

  private String damaged(String original) {
    var text = new StringBuilder(original);
    for (int i = random.nextInt(5); i > 0 && text.length() > 0; i--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(8));
      String fragment = one(FRAGMENTS);
      switch (random.nextInt(3)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, fragment);
        default -> text.replace(from, to, fragment);
      }
    }
    return text.toString();
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
