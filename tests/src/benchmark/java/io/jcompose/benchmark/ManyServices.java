package io.jcompose.benchmark;

/** Writes a Compose file of many services with 20 keys each, in the forms that people use. */
final class ManyServices {
  private static final String HEAD =
      """
      name: benchmark
      x-common: &common
        restart: unless-stopped
        init: true
      networks: {front: {}, back: {internal: true}}
      volumes: {data: {}}
      services:
      """;

  private static final String SERVICE =
      """
        service%1$d:
          <<: *common
          image: registry.example/app/service%1$d:${TAG:-1.%1$d}
          hostname: host%1$d
          user: "1000:1000"
          working_dir: /srv/app
          command: ["run", "--port", "80", "--name", "service%1$d"]
          entrypoint: /bin/entry --flag
          environment:
            NAME: service%1$d
            LEVEL: ${LEVEL:-info}
            URL: http://service%2$d:80/
          labels: [app=benchmark, "index=%1$d", tier=backend]
          ports: ["%3$d:80", "127.0.0.1::9000/udp"]
          expose: ["9100"]
          volumes: ["data:/data", "./conf/%1$d:/etc/app:ro", /cache]
          tmpfs: /run
          networks: [front, back]
          depends_on: [%4$s]
          healthcheck: {test: curl -f localhost, interval: 30s, timeout: 5s, retries: 3}
          deploy: {resources: {limits: {cpus: '0.5', memory: 256M}}}
          cap_drop: [ALL]
          cap_add: [NET_BIND_SERVICE]
          stop_grace_period: 20s
          logging: {driver: json-file, options: {max-size: 10m}}
      """;

  private ManyServices() {}

  /** Returns a file of {@code services} services, each of which waits for the one before. */
  static String file(int services) {
    var text = new StringBuilder(HEAD);
    for (int i = 0; i < services; i++) {
      String before = i == 0 ? "" : "service" + (i - 1);
      text.append(String.format(SERVICE, i, (i + 1) % services, 20_000 + i, before));
    }
    return text.toString();
  }

  /** Prints a file of as many services as the first argument says. */
  public static void main(String[] arguments) {
    System.out.print(file(Integer.parseInt(arguments[0])));
  }
}
