package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps files from being loaded or a project from being run: all that is told of it. */
class LoadErrorsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web: {image: x, env_file: no.env}        | 1:38: services.web.env_file[0]: there is no file /srv/app/no.env | check the name, or create the file
          web: {image: x, label_file: no.labels}   | 1:40: services.web.label_file[0]: there is no file /srv/app/no.labels | check the name, or create the file
          web: {image: x, extends: {file: a.yaml}} | 1:28: services.web.extends: has no 'service' | add 'service' with the name of the service to extend
          web: {image: x, 5: b}                    | 1:28: services.web: a key must be a text, not '5', which is an integer | put the text into quotes
          web: {image: '${NONE:?say it}'}          | 1:25: services.web.image: required variable NONE is missing a value: say it | set NONE in the environment or in '.env'
          web: {image: '${NONE'}                   | 1:25: services.web.image: invalid interpolation format '${NONE' | close the brace on the same line, or write '$$' for a '$'
          web: {image: '${}'}                      | 1:25: services.web.image: invalid interpolation format '${}' | name a variable inside the braces, or write '$$' for a '$'
          """)
  void filesAndVariables(String text, String problem, String hint) {
    assertThat(services(text).problems()).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          include: {path: a}              | 1:10: include: must be a list, not a map     | write each entry on a line of its own that starts with '- '
          include: [{}]                   | 1:11: include[0]: has no 'path'              | add 'path' with the file to include
          include: ['https://host/a.git'] | 1:11: include[0]: including 'https://host/a.git' from elsewhere is not supported by jcompose | fetch it yourself, and include the file
          include: [none.yaml]            | 1:11: include[0]: there is no file /srv/app/none.yaml | check the name, or create the file
          """)
  void filesThatAreIncluded(String text, String problem, String hint) {
    assertThat(topLevel(text).problems()).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web: {image: 'A B'}                          | 1:25: services.web.image: 'A B' is neither an image name such as 'docker.io/library/postgres:16', nor 'rootfs:' or one of 'docker-archive:', 'oci-archive:', 'oci:', 'dir:' with an absolute path | write '[REGISTRY/]NAME[:TAG]', in lower case
          web: {image: x, container_name: 'a b'}       | 1:44: services.web.container_name: container name 'a b' must start with a letter or a digit and go on with letters, digits, '_', '.' and '-' | rename the container
          web: {image: x, hostname: 'a b'}             | 1:38: services.web.hostname: 'a b' is not a host name | write letters, digits and '-', parts joined by '.'
          web: {image: x, domainname: 'a b'}           | 1:40: services.web.domainname: 'a b' is not a host name | write letters, digits and '-', parts joined by '.'
          web: {image: x, healthcheck: {test: [CMD]}}  | 1:49: services.web.healthcheck.test[0]: 'CMD' is followed by no command | add the command to run
          web: {image: x, logging: {driver: jornald}}  | 1:46: services.web.logging.driver: must be json-file, local, journald, syslog or none, not 'jornald' | did you mean 'journald'?
          web: {image: x, logging: {options: {max-sise: 1m}}} | 1:48: services.web.logging.options.max-sise: 'max-sise' is not an option of the log driver 'json-file' | did you mean 'max-size'?
          web: {image: x, logging: {driver: local, options: {tag: a}}} | 1:63: services.web.logging.options.tag: 'tag' is not an option of the log driver 'local' | remove it
          web: {image: x, logging: {options: {max-size: much}}} | 1:58: services.web.logging.options.max-size: 'much' is not a size | write '10m', or '-1' for no limit
          web: {image: x, logging: {options: {max-file: 0}}} | 1:58: services.web.logging.options.max-file: '0' is not a number of files | write a number from 1 on
          web: {image: x, logging: {options: {mode: quick}}} | 1:54: services.web.logging.options.mode: 'quick' is neither 'blocking' nor 'non-blocking' | write 'blocking' or 'non-blocking'
          web: {image: x, logging: {options: {labels-regex: (}}} | 1:62: services.web.logging.options.labels-regex: '(' is not a regular expression | write a regular expression
          web: {image: x, logging: {driver: journald, options: {tag: '{{.Nam}}'}}} | 1:71: services.web.logging.options.tag: a tag has no field '{{.Nam}}' | write '{{.Name}}'
          web: {image: x, logging: {driver: syslog, options: {syslog-address: here}}} | 1:80: services.web.logging.options.syslog-address: 'here' is not an address | write 'udp://HOST:514' or 'unixgram:///dev/log'
          web: {image: x, logging: {driver: syslog, options: {syslog-address: 'tcp+tls://a'}}} | 1:80: services.web.logging.options.syslog-address: 'tcp+tls' is not supported here | write 'udp://HOST:514' or 'unixgram:///dev/log'
          web: {image: x, logging: {driver: syslog, options: {syslog-address: 'unix://a'}}} | 1:80: services.web.logging.options.syslog-address: 'unix://a' names no absolute path | write 'udp://HOST:514' or 'unixgram:///dev/log'
          web: {image: x, logging: {driver: syslog, options: {syslog-address: 'udp://:1'}}} | 1:80: services.web.logging.options.syslog-address: 'udp://:1' names no host | write 'udp://HOST:514' or 'unixgram:///dev/log'
          web: {image: x, logging: {driver: syslog, options: {syslog-address: 'udp://a:0'}}} | 1:80: services.web.logging.options.syslog-address: 'udp://a:0' names no port | write 'udp://HOST:514' or 'unixgram:///dev/log'
          web: {image: x, logging: {driver: syslog, options: {syslog-facility: here}}} | 1:81: services.web.logging.options.syslog-facility: 'here' is not a facility of syslog | write 'daemon' or 'local0'
          web: {image: x, logging: {driver: syslog, options: {syslog-format: json}}} | 1:79: services.web.logging.options.syslog-format: 'json' is not a format of syslog | write 'rfc3164', 'rfc5424' or 'rfc5424micro'
          web: {image: x, stop_signal: SIGNONE}        | 1:41: services.web.stop_signal: 'SIGNONE' is not a signal | write a name such as 'SIGTERM'
          web: {image: x, cap_add: [NONE]}             | 1:38: services.web.cap_add[0]: 'NONE' is not a capability | see capabilities(7) for the names
          web: {image: x, cap_add: [WHATEVER_IT_IS]}   | 1:38: services.web.cap_add[0]: 'WHATEVER_IT_IS' is not a capability | see capabilities(7) for the names
          web: {image: x, privileged: true}            | 1:28: services.web.privileged: 'privileged' is not supported by jcompose yet | remove it to run without it
          web: {image: x, sysctls: {net.a: 1, kernel.b: 2}} | 1:28: services.web.sysctls: 'sysctls' is not supported by jcompose yet | remove it to run without it
          web: {image: x, sysctls: {net...kernel.b: 2}} | 1:28: services.web.sysctls: 'sysctls' is not supported by jcompose yet | remove it to run without it
          web: {image: x, sysctls: {net./../kernel/b: 2}} | 1:28: services.web.sysctls: 'sysctls' is not supported by jcompose yet | remove it to run without it
          web: {image: x, ipc: bogus}                  | 1:28: services.web.ipc: 'ipc' is not supported by jcompose yet | remove it to run without it
          web: {image: x, pid: bogus}                  | 1:28: services.web.pid: 'pid' is not supported by jcompose yet | remove it to run without it
          web: {image: x, logging: {driver: gelf, options: {gelf-address: 'udp://x:1'}}} | 1:38: services.web.logging.driver: 'driver' is not supported by jcompose yet | remove it to run without it
          web: {image: x, pre_start: [{command: a, per_replica: true}]} | 1:53: services.web.pre_start[0].per_replica: 'per_replica' is not supported by jcompose yet | remove it to run without it
          web: {image: x, tmpfs: [a]}                  | 1:36: services.web.tmpfs[0]: 'a' is not an absolute path in the container | write 'TARGET[:OPTIONS]', such as '/run' or '/tmp:size=64m,mode=1777'
          web: {image: x, tmpfs: ['/a:size=x']}        | 1:36: services.web.tmpfs[0]: 'size=x' is not an option of tmpfs | write 'TARGET[:OPTIONS]', such as '/run' or '/tmp:size=64m,mode=1777'
          web: {image: x, tmpfs: ['/']}                | 1:36: services.web.tmpfs[0]: nothing can be mounted over '/' of the container | write 'TARGET[:OPTIONS]', such as '/run' or '/tmp:size=64m,mode=1777'
          web: {image: x, volumes: ['/a:/']}           | 1:38: services.web.volumes[0].target: nothing can be mounted over '/' of the container | write an absolute path other than '/', such as '/data'
          web: {image: x, volumes: ['/a:b']}           | 1:38: services.web.volumes[0].target: 'b' is not an absolute path in the container | write an absolute path other than '/', such as '/data'
          web: {image: x, volumes: [{type: tmpfs, target: b}]} | 1:38: services.web.volumes[0].target: 'b' is not an absolute path in the container | write an absolute path other than '/', such as '/data'
          web: {image: x, expose: [a]}                 | 1:37: services.web.expose[0]: port 'a' is neither a number nor a range | write a port or a range, such as '80' or '53/udp'
          web: {image: x, expose: ['80/icmp']}         | 1:37: services.web.expose[0]: protocol 'icmp' is none of tcp, udp and sctp | write a port or a range, such as '80' or '53/udp'
          web: {image: x, expose: [0]}                 | 1:37: services.web.expose[0]: port '0' is not between 1 and 65535 | write a port or a range, such as '80' or '53/udp'
          web: {image: x, restart: maybe}              | 1:37: services.web.restart: 'maybe' is not a restart policy | use "no", 'always', 'on-failure[:ATTEMPTS]' or 'unless-stopped'
          web: {image: x, extra_hosts: ['a b=1.1.1.1']} | 1:42: services.web.extra_hosts[0]: 'a b' is not a host name | write 'NAME=ADDRESS'
          web: {image: x, extra_hosts: [a=1.1.1]}      | 1:42: services.web.extra_hosts[0]: '1.1.1' is neither an IP address nor host-gateway | write 'NAME=ADDRESS'
          web: {image: x, environment: ['${NONE-}=a']} | 1:42: services.web.environment.: is the value of no name | write NAME=value, or remove it
          web: {image: x, stop_grace_period: -1s}      | 1:47: services.web.stop_grace_period: '-1s' is less than nothing | write '0s'
          """)
  void whatLoadsButCannotBeRun(String text, String problem, String hint) {
    assertThat(services(text).problemsIfRun()).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web: {image: x, tty: yes}                    | 1:33: services.web.tty: 'yes' is not a boolean of YAML 1.2 | write 'true'
          web: {image: x, cpu_rt_runtime: 4.5}         | 1:44: services.web.cpu_rt_runtime: '4.5' counts as 4 | write a whole number
          web: {image: x, cpu_count: 2}                | 1:28: services.web.cpu_count: 'cpu_count' has no effect: it is for Windows containers | remove it
          web: {image: x, network_mode: host, ports: [80]} | 1:48: services.web.ports: 'ports' has no effect with 'network_mode: host' | remove it
          web: {image: x, network_mode: none, ports: [80]} | 1:48: services.web.ports: 'ports' has no effect with 'network_mode: none' | remove it
          web: {image: x, logging: {options: {compress: 'true'}}} | 1:48: services.web.logging.options.compress: 'compress' has no effect on the log driver 'json-file' | remove it
          web: {image: x, runtime: runc}               | 1:28: services.web.runtime: 'runtime' has no effect: jcompose is the runtime | remove it
          web: {image: x, deploy: {mode: global}}      | 1:37: services.web.deploy.mode: 'mode' has no effect: there is one host only | remove it
          web: {image: x, deploy: {labels: {a: b}}}    | 1:37: services.web.deploy.labels: 'labels' has no effect: they are for a cluster's service | remove it
          web: {image: x, deploy: {resources: {reservations: {cpus: '1'}}}} | 1:64: services.web.deploy.resources.reservations.cpus: 'cpus' has no effect: nothing else asks for this host | remove it
          web: {image: x, pull_refresh_after: 1d}      | 1:28: services.web.pull_refresh_after: 'pull_refresh_after' has no effect: no tool acts on it | remove it
          web: {image: x, volumes: ['/a:/b:strange']}  | 1:38: services.web.volumes[0]: volume option 'strange' is not known and has no effect | remove it
          web: {image: x, volumes: [{type: bind, source: /a, target: /b, consistency: cached}]} | 1:75: services.web.volumes[0].consistency: 'consistency' has no effect: Linux shares files without copying them | remove it
          web: {image: x, volumes: [{type: volume, source: data, target: /b, volume: {labels: {a: b}}}]} | 1:88: services.web.volumes[0].volume.labels: 'labels' has no effect: a volume has labels of its own | remove it
          web: {image: x, isolation: a}                | 1:28: services.web.isolation: 'isolation' has no effect: it is for Windows containers | remove it
          web: {image: '${NONE}x'}                     | 1:25: services.web.image: variable NONE is not set and counts as empty | set it, or write a default as in '${NONE:-default}'
          web: {image: x, extends: {service: a, tty: true}}, a: {image: x} | 1:50: services.web.extends.tty: 'tty' has no effect: it is not a key of an extension of a service | remove it, or move it to where it belongs
          web: {image: x, command: a && b}             | 1:37: services.web.command: is cut off before '&', as no shell is run | write [sh, -c, '…'] to run it in a shell
          web: {image: x, command: 'a; b'}             | 1:37: services.web.command: is cut off before ';', as no shell is run | write [sh, -c, '…'] to run it in a shell
          """)
  void whatIsOnlyWarnedOf(String text, String problem, String hint) {
    assertThat(services(text).warnings()).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          version: '3'                                 | 1:1: version: 'version' has no effect: it is obsolete | remove it
          networks: {front: {attachable: true}}        | 1:20: networks.front.attachable: 'attachable' has no effect: there is no swarm | remove it
          networks: {front: {external: {name: a}}}     | 1:30: networks.front.external: 'external.name' is an old form | write 'external: true' and 'name'
          networks: {front: {external: true, driver: a}} | 1:36: networks.front.driver: 'driver' has no effect on what is external | remove it, or remove 'external'
          secrets: {key: {external: true, file: a}}    | 1:33: secrets.key.file: 'file' has no effect on what is external | remove it, or remove 'external'
          """)
  void whatIsOnlyWarnedOfAtTheTop(String text, String problem, String hint) {
    assertThat(topLevel(text).warnings()).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          networks: {front: {ipam: {config: [{subnet: a}]}}} | 1:45: networks.front.ipam.config[0].subnet: 'a' is not a subnet | write an address with its prefix: '10.5.0.0/16'
          networks: {front: {ipam: {config: [{gateway: a}]}}} | 1:46: networks.front.ipam.config[0].gateway: 'a' is not an IP address | write an IPv4 or IPv6 address
          volumes: {data: {name: '-a'}}                | 1:24: volumes.data.name: volume name '-a' must start with a letter or a digit and go on with letters, digits, '_', '.' and '-' | write letters, digits, '_', '.' and '-'
          services: {web: {image: x, mac_address: a}}  | 1:41: services.web.mac_address: 'a' is not a MAC address | write six bytes, as in '02:42:ac:11:00:02'
          services: {web: {image: x, networks: {front: {ipv4_address: a}}}} | 1:61: services.web.networks.front.ipv4_address: 'a' is not an IP address | write an IPv4 or IPv6 address
          services: {web: {image: x, dns: [a]}}        | 1:34: services.web.dns[0]: 'a' is not an IP address | write the resolver's address
          services: {web: {image: x, volumes_from: ['container:']}} | 1:43: services.web.volumes_from[0]: 'container:' names no container | write 'SERVICE[:ro]' or 'container:NAME[:ro]'
          services: {web: {image: x, pull_policy: every_900000w}} | 1:41: services.web.pull_policy: 'every_900000w' is not a pull policy | write a shorter time, such as 'every_12h'
          services: {web: {image: x, stop_grace_period: -1s}} | 1:47: services.web.stop_grace_period: '-1s' is less than nothing | write '0s'
          services: {web: {image: x, deploy: {replicas: -1}}} | 1:47: services.web.deploy.replicas: there cannot be -1 replicas | write 0 for none
          services: {web: {image: x, network_mode: 'container:'}} | 1:42: services.web.network_mode: 'container:' names no container | write 'none', 'host', 'bridge', 'service:NAME' or 'container:NAME'
          services: {web: {image: x, network_mode: 'a b'}} | 1:42: services.web.network_mode: network name 'a b' must start with a letter or a digit and go on with letters, digits, '_', '.' and '-' | write 'none', 'host', 'bridge', 'service:NAME' or 'container:NAME'
          networks: {front: {name: '-a'}}              | 1:26: networks.front.name: network name '-a' must start with a letter or a digit and go on with letters, digits, '_', '.' and '-' | write letters, digits, '_', '.' and '-'
          services: {web: {image: x, networks: {default: {aliases: ['a b']}}}} | 1:59: services.web.networks.default.aliases[0]: 'a b' is not a host name | write letters, digits and '-', parts joined by '.'
          services: {web: {image: x, networks: {default: {interface_name: a/b}}}} | 1:65: services.web.networks.default.interface_name: 'a/b' cannot be the name of an interface | write a name such as 'eth1'
          services: {web: {image: x, networks: {default: {interface_name: sixteen-letters_}}}} | 1:65: services.web.networks.default.interface_name: 'sixteen-letters_' cannot be the name of an interface | write a name such as 'eth1'
          services: {web: {image: x, networks: {default: {interface_name: lo}}}} | 1:65: services.web.networks.default.interface_name: 'lo' cannot be the name of an interface | write a name such as 'eth1'
          services: {web: {image: x, dns_opt: ['a b']}} | 1:38: services.web.dns_opt[0]: 'a b' has a blank in it | write one a line of the list
          services: {web: {image: x, dns_search: 'a b'}} | 1:40: services.web.dns_search[0]: 'a b' has a blank in it | write one a line of the list
          services: {web: {image: x, external_links: ['old:a b']}} | 1:45: services.web.external_links[0]: 'a b' is not a host name | write 'CONTAINER' or 'CONTAINER:ALIAS'
          services: {web: {image: x, expose: [a]}}     | 1:37: services.web.expose[0]: port 'a' is neither a number nor a range | write a port or a range, such as '80' or '53/udp'
          services: {web: {image: x, cap_add: [bogus]}} | 1:38: services.web.cap_add[0]: 'bogus' is not a capability | see capabilities(7) for the names
          services: {web: {image: x, networks: {front: {mac_address: a}}}} | 1:60: services.web.networks.front.mac_address: 'a' is not a MAC address | write six bytes, as in '02:42:ac:11:00:02'
          services: {web: {image: x, networks: {front: {link_local_ips: [a]}}}} | 1:64: services.web.networks.front.link_local_ips[0]: 'a' is not an IP address | write an IPv4 or IPv6 address
          services: {web: {image: x, stop_signal: bogus}} | 1:41: services.web.stop_signal: 'bogus' is not a signal | write a name such as 'SIGTERM'
          volumes: {data: {name: 'a b'}}               | 1:24: volumes.data.name: volume name 'a b' must start with a letter or a digit and go on with letters, digits, '_', '.' and '-' | write letters, digits, '_', '.' and '-'
          services: {web: {image: x, healthcheck: {interval: -1s}}} | 1:52: services.web.healthcheck.interval: '-1s' is less than nothing | write '0s'
          services: {web: {image: x, deploy: {restart_policy: {delay: -1s}}}} | 1:61: services.web.deploy.restart_policy.delay: '-1s' is less than nothing | write '0s'
          services: {web: {image: x, volumes: ['C:\\a:/b']}} | 1:38: services.web.volumes[0].source: 'C:\\a' is a path of Windows | write an absolute path of this host, or one that starts with './'
          """)
  void valuesThatNoEngineAcceptsAreNoPartOfTheTypedProject(
      String text, String problem, String hint) {
    LoadedProject loaded = topLevel(text).load();

    assertThatThrownBy(loaded::project).hasMessage(text(problem, hint).strip());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [a]                                          | 1:1: a Compose file is a map at the top, not a list | start it with 'services:'
          x-a: {<<: 5}                                 | 1:11: x-a: '<<' takes a map or a list of maps, not '5' | refer to an anchored map, as in '<<: *common'
          x-a: !!int b                                 | 1:6: x-a: 'b' is not what its tag '!!int' says | remove the tag
          x-a: !!binary b                              | 1:6: x-a: the value tagged '!!binary' is not a text in UTF-8, encoded in Base64 | write the text itself, without the tag
          services: {web: {image: x, env_file: [{path: /srv/app/file1.yaml, format: json}]}} | 1:75: services.web.env_file[0].format: env file format 'json' is not known | write 'raw', or remove 'format'
          """)
  void whatIsNoComposeFile(String text, String problem, String hint) {
    assertThat(SmallProject.of(text).problems()).contains(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          secrets: {key: {driver: a, file: b}}         | 1:17: secrets.key.driver: 'driver' is not supported: drivers are for a cluster | use 'file'
          secrets: {key: {template_driver: a, file: b}} | 1:17: secrets.key.template_driver: 'template_driver' is not supported: templates are for a cluster | write the content out
          """)
  void whatIsForAClusterIsRefused(String text, String problem, String hint) {
    assertThat(topLevel(text).problemsIfRun()).startsWith(text(problem, hint));
  }

  @Test
  void labelsOfASecretHaveNoEffect() {
    assertThat(topLevel("secrets: {key: {labels: {a: b}, file: b}}").warnings())
        .isEqualTo(
            text(
                "1:17: secrets.key.labels: 'labels' has no effect: nothing looks them up",
                "remove it"));
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    assertThat(SmallProject.of("#".repeat(9 << 20)).problems())
        .isEqualTo(
            """
            file1.yaml: the file is larger than 8 MiB
                hint: split it, or check that this is the file you meant
            """);
  }

  private static SmallProject topLevel(String element) {
    String key = element.substring(0, element.indexOf(':') + 1);
    String others =
        """
        services: {web: {image: x, networks: [front], volumes: ['data:/d'], secrets: [key], configs: [conf], models: [m]}}
        networks: {front: {}}
        volumes: {data: {}}
        secrets: {key: {file: /k}}
        configs: {conf: {file: /c}}
        models: {m: {model: x}}
        """;
    return SmallProject.of(element + "\n" + others.replaceFirst("(?m)^" + key + ".*\n", ""));
  }

  @Test
  void servicesExtendEachOtherToABoundedDepth() {
    String services =
        IntStream.range(0, 60)
            .mapToObj(i -> "s" + i + ": {extends: s" + (i + 1) + "}")
            .collect(Collectors.joining(", ", "", ", s60: {image: x}"));

    assertThat(services(services).problems())
        .contains(
            """
            : services extend each other more than 50 deep
                hint: extend fewer services, and look for links that lead back
            """);
  }

  @Test
  void filesIncludeEachOtherToABoundedDepth() {
    var project = SmallProject.of("include: [0.yaml]\n");
    IntStream.range(0, 60)
        .forEach(i -> project.with(i + ".yaml", "include: [" + (i + 1) + ".yaml]\n"));

    assertThat(project.problems())
        .isEqualTo(
            """
            49.yaml:1:11: include[0]: files include each other more than 50 deep
                hint: include fewer files, and look for links that lead back
            """);
  }

  @Test
  void aProjectIncludesABoundedNumberOfFiles() {
    String twice = "include: [%1$d.yaml, %1$d.yaml]\n";
    var project = SmallProject.of(twice.formatted(0));
    IntStream.range(0, 20).forEach(i -> project.with(i + ".yaml", twice.formatted(i + 1)));

    assertThat(project.problems())
        .contains(
            """
            : the project includes more than 2000 files
                hint: include fewer files, and look for links that lead back
            """);
  }

  @Test
  void aCircleOfIncludesIsBrokenByRemovingOne() {
    assertThat(
            SmallProject.of("include: [a.yaml]\n").with("a.yaml", "include: [a.yaml]").problems())
        .isEqualTo(
            """
            a.yaml:1:11: include[0]: files include each other in a circle: a.yaml -> a.yaml
                hint: remove one of these includes
            """);
  }

  @Test
  void servicesWithoutAValueAreToldOfThoughAnotherFileHasSome() {
    assertThat(
            SmallProject.of("include: [a.yaml]\nservices:\n")
                .with("a.yaml", "services: {a: {image: x}}")
                .problems())
        .isEqualTo(
            """
            file1.yaml:2:1: services: 'services' has no value
                hint: name a service below it, or remove it
            """);
  }

  @Test
  void aCircleOfExtensionsIsToldOfOnce() {
    assertThat(services("a: {extends: b}, b: {extends: c}, c: {extends: a}").problems())
        .isEqualTo(
            """
            file1.yaml:1:59: services.c.extends: services extend each other in a circle: a -> b -> c -> a
                hint: remove one of these 'extends'
            """);
  }

  @Test
  void aServiceThatAnotherFileDoesNotHaveIsGuessed() {
    SmallProject project =
        SmallProject.of(
                """
                services:
                  a: {extends: {service: bsae, file: base.yaml}}
                  b: {extends: {service: nothing, file: base.yaml}}
                """)
            .with("base.yaml", "services: {base: {image: x}}\n");

    assertThat(project.problems())
        .isEqualTo(
            """
            file1.yaml:2:16: services.a.extends: there is no service 'bsae' to extend in base.yaml
                hint: did you mean 'base'?
            file1.yaml:3:16: services.b.extends: there is no service 'nothing' to extend in base.yaml
                hint: name a service of that file
            """);
  }

  @Test
  void filesThatHoldNothingAreRefused() {
    assertThat(SmallProject.of("{}\n", "{}\n").problems())
        .isEqualTo(
            """
            file1.yaml: the file is empty
                hint: give it a top-level 'services:'
            """);
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithTheReason() {
    SourceReader sources =
        new SourceReader() {
          @Override
          public byte[] read(String path, int limit) throws IOException {
            throw new IOException("Input/output error");
          }

          @Override
          public boolean exists(String path) {
            return path.endsWith(".yaml");
          }

          @Override
          public Optional<List<String>> names(String path) {
            return Optional.empty();
          }
        };
    LoadRequest request = LoadRequest.in("/srv/app", Map.of()).withFiles(List.of("a.yaml"));

    assertThatThrownBy(() -> new ComposeLoader(sources).load(request))
        .hasMessage(
            "a.yaml: cannot read /srv/app/a.yaml: Input/output error\n"
                + "    hint: see to it that the file can be read");
  }

  @Test
  void whatAFileOfAStrangerWritesCannotSteerATerminal() {
    assertThat(services("web: {image: x, depends_on: [\"a\\nb\\e[31m\\u202E\"]}").problems())
        .isEqualTo(
            """
            file1.yaml:1:41: services.web.depends_on.a b [31m : 'a b [31m ' is not a service
                hint: add the service, or remove the entry
            """);
  }

  private static SmallProject services(String services) {
    return SmallProject.of(
        "services: {" + services + "}\nnetworks: {front: {}}\nvolumes: {data: {}}\n");
  }

  private static String text(String problem, String hint) {
    return "file1.yaml:" + problem + "\n    hint: " + hint + "\n";
  }
}
