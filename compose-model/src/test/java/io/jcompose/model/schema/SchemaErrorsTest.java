package io.jcompose.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.load.SmallProject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the schema refuses: each row is a service, then all that is told of it. */
class SchemaErrorsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web: {image: x, completely_unknown: 1}       | 1:28: services.web.completely_unknown: 'completely_unknown' is not a key of a service | remove it; a key of your own starts with 'x-'
          web: {image: x, healthcheck: {tset: a}}      | 1:42: services.web.healthcheck.tset: 'tset' is not a key of a health check | did you mean 'test'?
          web: {image: x, build: {context: ., tag: a}} | 1:48: services.web.build.tag: 'tag' is not a key of a build | did you mean 'tags'?
          """)
  void aKeyThatIsNotKnown(String text, String problem, String hint) {
    assertThat(services(text).problems()).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web: {image: x, develop: {watch: [{action: sync, target: /a}]}} | 1:46: services.web.develop.watch[0]: has no 'path' | add 'path' with the directory to watch
          web: {image: x, develop: {watch: [{path: a}]}} | 1:46: services.web.develop.watch[0]: has no 'action' | add 'action: sync', 'action: rebuild' or 'action: restart'
          web: {image: x, develop: {watch: [{path: a, action: sync}]}} | 1:46: services.web.develop.watch[0]: has no 'target', which action 'sync' needs | add 'target' with the path in the container
          web: {image: x, secrets: [{target: a}]}      | 1:38: services.web.secrets[0]: has no 'source' | add 'source' with the name it has at the top level
          web: {image: x, hostname: null}              | 1:28: services.web.hostname: 'hostname' has no value | give it a host name, or remove it
          web: {image: x, labels: null}                | 1:28: services.web.labels: 'labels' has no value | give it labels as a map or a list of NAME=value, or remove it
          web: {image: x, depends_on: {db: null}}, db: {image: x} | 1:41: services.web.depends_on.db: 'db' has no value | give it a dependency, or remove it
          web: {image: x, ulimits: {core: null}}       | 1:38: services.web.ulimits.core: 'core' has no value | give it a number, or a soft and a hard one, or remove it
          web: null                                    | 1:12: services.web: 'web' has no value       | give it a service, or remove it
          web: {image: x, healthcheck: {start_interval: 1s}} | 1:41: services.web.healthcheck: 'start_interval' needs 'start_period' | add 'start_period'
          web: {image: x, devices: [{target: a}]}      | 1:38: services.web.devices[0]: has no 'source' | add 'source' with the device on the host
          web: {image: x, deploy: {resources: {reservations: {devices: [{driver: a}]}}}} | 1:74: services.web.deploy.resources.reservations.devices[0]: has no 'capabilities' | add 'capabilities', such as '[gpu]'
          web: {image: x, ulimits: {core: {soft: 1}}}  | 1:38: services.web.ulimits.core: has no 'hard' | add 'hard'
          web: {image: x, ulimits: {core: {hard: 1}}}  | 1:38: services.web.ulimits.core: has no 'soft' | add 'soft'
          web: {image: x, env_file: [{format: raw}]}   | 1:39: services.web.env_file[0]: has no 'path' | add 'path' with the file's name
          web: {provider: {options: {a: b}}}           | 1:18: services.web.provider: has no 'type'   | add 'type' with the provider's program
          web: {image: x, post_start: [{user: a}]}     | 1:41: services.web.post_start[0]: has no 'command' | add the command to run
          web: {image: x, extra_hosts: [a]}            | 1:42: services.web.extra_hosts[0]: 'a' has no address | write 'NAME=ADDRESS'
          web: {}                                      | 1:12: services.web: has no 'image'           | add 'image: NAME'
          web: {image: ''}                             | 1:12: services.web: has no 'image'           | add 'image: NAME'
          web: {image: x, configs: [{target: a}]}      | 1:38: services.web.configs[0]: has no 'source' | add 'source' with the name it has at the top level
          web: {image: x, mac_address: null}           | 1:28: services.web.mac_address: 'mac_address' has no value | give it a MAC address, or remove it
          web: {image: x, container_name: null}        | 1:28: services.web.container_name: 'container_name' has no value | give it a container's name, or remove it
          web: {image: x, links: null}                 | 1:28: services.web.links: 'links' has no value | give it a list: a link, or remove it
          web: {image: x, network_mode: null}          | 1:28: services.web.network_mode: 'network_mode' has no value | give it a network mode, or remove it
          web: {image: x, ipc: null}                   | 1:28: services.web.ipc: 'ipc' has no value   | give it a namespace, or remove it
          web: {image: x, volumes_from: null}          | 1:28: services.web.volumes_from: 'volumes_from' has no value | give it a list: a service or container, or remove it
          web: {image: x, dns: null}                   | 1:28: services.web.dns: 'dns' has no value   | give it an IP address or a list of them, or remove it
          web: {image: x, extra_hosts: null}           | 1:28: services.web.extra_hosts: 'extra_hosts' has no value | give it names and addresses as a list of NAME=ADDRESS or as a map, or remove it
          web: {image: x, stop_signal: null}           | 1:28: services.web.stop_signal: 'stop_signal' has no value | give it a signal, or remove it
          web: {image: x, restart: null}               | 1:28: services.web.restart: 'restart' has no value | give it a restart policy, or remove it
          web: {image: x, ports: null}                 | 1:28: services.web.ports: 'ports' has no value | give it a list: a port in short or long form, or remove it
          web: {image: x, volumes: null}               | 1:28: services.web.volumes: 'volumes' has no value | give it a list: a volume in short or long form, or remove it
          web: {image: x, deploy: {resources: {limits: null}}} | 1:49: services.web.deploy.resources.limits: 'limits' has no value | give it limits, or remove it
          web: {image: x, volumes: [{type: bind, target: /a}]} | 1:38: services.web.volumes[0]: has no 'source': the path on the host | add 'source', or use 'type: volume'
          web: {image: x, volumes: [{type: volume}]}   | 1:38: services.web.volumes[0]: has no 'target' | add 'target' with the path in the container
          web: {image: x, volumes: [{target: /a}]}     | 1:38: services.web.volumes[0]: has no 'type' | add 'type: bind', 'type: volume' or 'type: tmpfs'
          """)
  void whatIsMissing(String text, String problem, String hint) {
    assertThat(services(text).problems()).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web: {image: x, command: 5}                  | 1:37: services.web.command: must be a text, not '5' | put it in quotes
          web: {image: x, command: [a, 5]}             | 1:41: services.web.command[1]: must be a text, not '5' | put it in quotes
          web: {image: x, command: {a: b}}             | 1:37: services.web.command: must be a text, not a map | write a single text instead
          web: {image: x, develop: {watch: [{path: a, action: snyc, target: /a}]}} | 1:64: services.web.develop.watch[0].action: must be rebuild, sync, restart, sync+restart or sync+exec, not 'snyc' | did you mean 'sync'?
          web: {image: x, secrets: [5]}                | 1:38: services.web.secrets[0].source: must be a text, not '5' | put it in quotes
          web: {image: x, dns: [null]}                 | 1:34: services.web.dns[0]: must be a text, not nothing | write a text, or remove it
          web: {image: x, command: [null]}             | 1:38: services.web.command[0]: must be a text, not nothing | write a text, or remove it
          web: {image: x, environment: [null]}         | 1:42: services.web.environment[0]: must be NAME=value, not nothing | write a text
          web: {image: x, environment: {A: [b]}}       | 1:45: services.web.environment.A: must be a text, not a list | write a single text instead
          web: {image: x, environment: {A: {b: c}}}    | 1:45: services.web.environment.A: must be a text, not a map | write a single text instead
          web: {image: x, environment: [A: b]}         | 1:42: services.web.environment[0]: must be NAME=value, not a map | remove the '-' before it, or put the text into quotes
          web: {image: x, environment: A=1}            | 1:41: services.web.environment: must be a map, not 'A=1' | write 'key: value' lines below it
          web: {image: x, labels: [[a]]}               | 1:37: services.web.labels[0]: must be NAME=value, not a list | write a text
          web: {image: x, cpu_rt_period: -1}           | 1:43: services.web.cpu_rt_period: must be a whole number of microseconds, not '-1' | write '400000' for 400 ms
          web: {image: x, cpu_rt_runtime: 400ms}       | 1:44: services.web.cpu_rt_runtime: must be a whole number of microseconds, not '400ms' | write '400000' for 400 ms
          web: {image: x, cpu_shares: a}               | 1:40: services.web.cpu_shares: must be a whole number, not 'a' | write a number without a fraction, such as 5
          web: {image: x, cpus: a}                     | 1:34: services.web.cpus: must be a number, not 'a' | write a number, such as 2 or 0.5
          web: {image: x, cpu_percent: 101}            | 1:41: services.web.cpu_percent: 101 is not between 0 and 100 | write a number in between
          web: {image: x, cpu_percent: -1}             | 1:41: services.web.cpu_percent: -1 is not between 0 and 100 | write a number in between
          web: {image: x, healthcheck: {retries: -1}}  | 1:51: services.web.healthcheck.retries: -1 is less than 0 | write 0 or more
          web: {image: x, group_add: [1.5]}            | 1:40: services.web.group_add[0]: must be a text, not '1.5' | put it in quotes
          web: {image: x, tmpfs: {a: b}}               | 1:35: services.web.tmpfs: must be a text, not a map | write a single text instead
          web: {image: x, gpus: some}                  | 1:34: services.web.gpus: must be all or a list of device requests, not 'some' | write 'all'
          web: {image: x, gpus: [{count: many}]}       | 1:43: services.web.gpus[0].count: must be a whole number, not 'many' | write a number without a fraction, such as 5
          web: {image: x, deploy: {resources: {limits: {memory: 512}}}} | 1:66: services.web.deploy.resources.limits.memory: must be a text, not '512' | put it in quotes
          web: {image: x, deploy: {replicas: a}}       | 1:47: services.web.deploy.replicas: must be a whole number, not 'a' | write a number without a fraction, such as 5
          web: {image: x, deploy: {update_config: {order: first}}} | 1:60: services.web.deploy.update_config.order: must be start-first or stop-first, not 'first' | write 'start-first'
          web: {image: x, ulimits: {core: a}}          | 1:44: services.web.ulimits.core: must be a whole number, not 'a' | write a number without a fraction, such as 5
          web: {image: x, blkio_config: {weight: a}}   | 1:51: services.web.blkio_config.weight: must be a whole number, not 'a' | write a number without a fraction, such as 5
          web: {image: x, blkio_config: {device_read_bps: [{path: /a, rate: fast}]}} | 1:78: services.web.blkio_config.device_read_bps[0].rate: must be a size, not 'fast' | write a number with a unit, such as '512k', '64m' or '1g'
          web: {image: x, cgroup: shared}              | 1:36: services.web.cgroup: must be host or private, not 'shared' | write 'host'
          web: {image: x, scale: -1}                   | 1:35: services.web.scale: -1 is less than 0  | write 0 or more
          web: {image: x, post_start: {command: a}}    | 1:40: services.web.post_start: must be a list, not a map | write each entry on a line of its own that starts with '- '
          web: {image: x, networks: {front: {aliases: a}}} | 1:56: services.web.networks.front.aliases: must be a list, not 'a' | write each entry on a line of its own that starts with '- '
          web: {image: x, networks: {front: {priority: high}}} | 1:57: services.web.networks.front.priority: must be a whole number, not 'high' | write a number without a fraction, such as 5
          web: {image: x, logging: {options: {a: [b]}}} | 1:51: services.web.logging.options.a: must be a text or a number, not a list | write a single text instead
          web: {image: x, logging: {options: {a: true}}} | 1:51: services.web.logging.options.a: must be a text or a number, not 'true' | put it in quotes
          web: {image: x, storage_opt: {a: true}}      | 1:45: services.web.storage_opt.a: must be a text or a number, not 'true' | put it in quotes
          web: {image: x, sysctls: {a: [b]}}           | 1:41: services.web.sysctls.a: must be a text, not a list | write a single text instead
          web: {image: x, stop_grace_period: 10}       | 1:47: services.web.stop_grace_period: must be a duration, not '10' | write a number with a unit, such as '500ms', '30s', '1m30s' or '2h'
          web: {image: x, oom_score_adj: 2000}         | 1:43: services.web.oom_score_adj: 2000 is not between -1000 and 1000 | write a number in between
          web: {image: x, shm_size: big}               | 1:38: services.web.shm_size: must be a size, not 'big' | write a number with a unit, such as '512k', '64m' or '1g'
          web: {image: x, tty: maybe}                  | 1:33: services.web.tty: must be true or false, not 'maybe' | write 'true' or 'false'
          web: {image: x, user: 5}                     | 1:34: services.web.user: must be a text, not '5' | put it in quotes
          web: {image: x, profiles: debug}             | 1:38: services.web.profiles: must be a list, not 'debug' | write each entry on a line of its own that starts with '- '
          web: {image: x, ports: {a: b}}               | 1:35: services.web.ports: must be a list, not a map | write each entry on a line of its own that starts with '- '
          web: {image: x, ports: 80}                   | 1:35: services.web.ports: must be a list, not '80' | write each entry on a line of its own that starts with '- '
          web: {image: x, extra_hosts: {a: 5}}         | 1:45: services.web.extra_hosts.a: must be a text, not '5' | put it in quotes
          web: {image: x, cap_add: NET_ADMIN}          | 1:37: services.web.cap_add: must be a list, not 'NET_ADMIN' | write each entry on a line of its own that starts with '- '
          web: nginx                                   | 1:17: services.web: must be a map, not 'nginx' | write 'key: value' lines below it
          web: {image: x, build: {context: ., ssh: {a: 5}}} | 1:57: services.web.build.ssh.a: must be a text, not '5' | put it in quotes
          web: {image: x, build: {context: ., args: [A: b]}} | 1:55: services.web.build.args[0]: must be NAME=value, not a map | remove the '-' before it, or put the text into quotes
          web: {image: x, use_api_socket: maybe}       | 1:44: services.web.use_api_socket: must be true or false, not 'maybe' | write 'true' or 'false'
          web: {image: x, scale: 99999999999}          | 1:35: services.web.scale: must be a whole number, not '99999999999' | write a number without a fraction, such as 5
          web: {image: x, healthcheck: {retries: 9999999999}} | 1:51: services.web.healthcheck.retries: 9999999999 is not between 0 and 2147483647 | write a number in between
          web: {image: x, ports: [{target: 80, published: x}]} | 1:60: services.web.ports[0].published: host port 'x' is neither a number nor a range | write a port or a range of ports
          web: {image: x, ports: [{target: 80, host_ip: x}]} | 1:58: services.web.ports[0].host_ip: host address 'x' is not an IP address | write an address of this host, or remove it
          web: {image: x, ports: [{target: x}]}        | 1:45: services.web.ports[0].target: must be a whole number, not 'x' | write a number without a fraction, such as 5
          """)
  void aValueOfAWrongKind(String text, String problem, String hint) {
    assertThat(services(text).problems()).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web: {build: {context: ., dockerfile: D, dockerfile_inline: FROM x}} | 1:25: services.web.build: has both 'dockerfile' and 'dockerfile_inline' | keep the one that is to be built
          web: {image: x, command: (a)}                | 1:37: services.web.command: has a parenthesis, which only a shell understands | write the command as a list, such as [sh, -c, '…']
          web: {image: x, command: 'a \\'}             | 1:37: services.web.command: ends in a backslash | write the command as a list, such as [sh, -c, '…']
          web: {image: x, command: echo "a}            | 1:37: services.web.command: has a quote " that is not closed | write the command as a list, such as [sh, -c, '…']
          web: {image: x, environment: ['A =1']}       | 1:42: services.web.environment[0]: 'A ' is not a name | write NAME=value, without space before '='
          web: {image: x, healthcheck: {test: [a]}}    | 1:48: services.web.healthcheck.test: a test in list form must start with NONE, CMD or CMD-SHELL, not 'a' | put 'CMD' before the program
          web: {image: x, security_opt: [a, a]}        | 1:46: services.web.security_opt[1]: 'a' stands here already, at file1.yaml:1:43 | remove one of the two
          web: {image: x, group_add: [1, '1']}         | 1:43: services.web.group_add[1]: '1' stands here already, at file1.yaml:1:40 | remove one of the two
          web: {image: x, depends_on: [db, db]}, db: {image: x} | 1:45: services.web.depends_on[1]: 'db' stands here already, at file1.yaml:1:41 | remove one of the two
          web: {image: x, networks: [a, a]}            | 1:42: services.web.networks[1]: 'a' stands here already, at file1.yaml:1:39 | remove one of the two
          web: {image: x, extra_hosts: [a=1.1.1.1, a=1.1.1.1]} | 1:53: services.web.extra_hosts[1]: 'a=1.1.1.1' stands here already, at file1.yaml:1:42 | remove one of the two
          web: {image: x, external_links: [old, old]}      | 1:50: services.web.external_links[1]: 'old' stands here already, at file1.yaml:1:45 | remove one of the two
          web: {image: x, volumes: ['/a:/x', {type: tmpfs, target: /x}], tmpfs: /x} | 1:82: services.web.tmpfs[0]: '/x' is already mounted by services.web.volumes[0] at file1.yaml:1:47 | keep one of the two
          web: {image: x, devices: ['a:b:c:d']}        | 1:38: services.web.devices[0]: 'a:b:c:d' is not a device | write 'HOST[:CONTAINER[:PERMISSIONS]]'
          web: {image: x, gpus: [{count: 1, device_ids: [a]}]} | 1:35: services.web.gpus[0]: has both 'count' and 'device_ids' | keep the number or the names of the devices
          web: {image: x, pull_policy: sometimes}      | 1:41: services.web.pull_policy: 'sometimes' is not a pull policy | use 'always', 'missing', 'never', 'build', 'daily', 'weekly' or 'every_12h'
          web: {image: x, pull_policy: every_x}        | 1:41: services.web.pull_policy: 'every_x' is not a pull policy | use 'always', 'missing', 'never', 'build', 'daily', 'weekly' or 'every_12h'
          web: {image: x, network_mode: host, networks: [front]} | 1:42: services.web.network_mode: 'network_mode' and 'networks' exclude each other | remove one of them
          web: {image: x, mem_limit: 1g, deploy: {resources: {limits: {memory: 2g}}}} | 1:39: services.web.mem_limit: 'mem_limit' and 'deploy.resources.limits.memory' at file1.yaml:1:81 are not the same | keep one of them
          web: {image: x, cpus: 1, deploy: {resources: {limits: {cpus: '2'}}}} | 1:34: services.web.cpus: 'cpus' and 'deploy.resources.limits.cpus' at file1.yaml:1:73 are not the same | keep one of them
          web: {image: x, scale: 1, deploy: {replicas: 2}} | 1:35: services.web.scale: 'scale' and 'deploy.replicas' at file1.yaml:1:57 are not the same | keep one of them
          web: {image: x, mac_address: '02:42:ac:11:00:02', networks: {front: {mac_address: '02:42:ac:11:00:03'}}} | 1:94: services.web.networks.front.mac_address: is another address than 'mac_address' of the service at file1.yaml:1:41 | keep one of them
          web: {build: {context: ., platforms: [linux/amd64]}, platform: linux/arm64} | 1:49: services.web.build.platforms: does not have the service's own platform 'linux/arm64' | add it, or remove 'platform'
          web: {image: x, pre_stop: [{command: (a)}]}  | 1:49: services.web.pre_stop[0].command: has a parenthesis, which only a shell understands | write the command as a list, such as [sh, -c, '…']
          web: {image: x, ports: ['1-65000', '1-65000', '1-65000', '1-65000']} | 1:69: services.web.ports[3]: the project's port ranges come to more than 200000 ports | write '[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]', such as '8080:80' or '127.0.0.1:53:53/udp'
          'a b': {image: x}                            | 1:12: services.a b: service name 'a b' may hold letters, digits, '.', '_' and '-' only | rename it
          web: {image: x, pull_policy: every_1x}       | 1:41: services.web.pull_policy: 'every_1x' is not a pull policy | use 'always', 'missing', 'never', 'build', 'daily', 'weekly' or 'every_12h'
          """)
  void valuesThatContradictThemselves(String text, String problem, String hint) {
    assertThat(services(text).problems()).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          version: {a: b}                              | 1:10: version: must be a text, not a map     | write a single text instead
          services: [web]                              | 1:11: services: must be a map, not a list    | write 'key: value' lines below it
          services: null                               | 1:1: services: 'services' has no value       | give it a map: a service, or remove it
          networks: [front]                            | 1:11: networks: must be a map, not a list    | write 'key: value' lines below it
          networks: {front: 5}                         | 1:19: networks.front: must be a map, not '5' | write 'key: value' lines below it
          networks: {front: {driver: [a]}}             | 1:28: networks.front.driver: must be a text, not a list | write a single text instead
          networks: {front: {external: maybe}}         | 1:30: networks.front.external: must be true or false, not 'maybe' | write 'true' or 'false'
          networks: {front: {external: {name: a}, name: b}} | 1:37: networks.front.external.name: is another name than the one at file1.yaml:1:47 | keep one
          networks: {front: {ipam: {config: {subnet: a}}}} | 1:35: networks.front.ipam.config: must be a list, not a map | write each entry on a line of its own that starts with '- '
          volumes: {data: {external: true, labels: {a: b}}} | 1:34: volumes.data.labels: 'labels' cannot be given to what is external | remove it, or remove 'external'
          volumes: {data: {driver_opts: {a: true}}}    | 1:35: volumes.data.driver_opts.a: must be a text or a number, not 'true' | put it in quotes
          volumes: {data: {drvier: a}}                 | 1:18: volumes.data.drvier: 'drvier' is not a key of a volume | did you mean 'driver'?
          secrets: {key: {}}                           | 1:11: secrets.key: has no content: none of file, environment | add one of them, such as 'file: PATH'
          secrets: {key: null}                         | 1:11: secrets.key: 'key' has no value        | give it a secret, or remove it
          secrets: {key: {environment: ''}}            | 1:30: secrets.key.environment: names no variable | write the variable's name
          secrets: {key: {file: a, environment: B}}    | 1:16: secrets.key: has more than one content: file, environment | keep one of them
          configs: {conf: {}}                          | 1:11: configs.conf: has no content: none of file, environment, content | add one of them, such as 'file: PATH'
          configs: {conf: {file: a, content: b}}       | 1:17: configs.conf: has more than one content: file, content | keep one of them
          models: {m: {context_size: big}}             | 1:28: models.m.context_size: must be a whole number, not 'big' | write a number without a fraction, such as 5
          name: 5                                      | 1:7: name: must be a text, not '5'           | put it in quotes
          name: [a]                                    | 1:7: name: must be a text, not a list        | write a single text instead
          servcies: {}                                 | 1:1: servcies: 'servcies' is not a key of a Compose file | did you mean 'services'?
          x-jcompose: {topology: mesh}                 | 1:24: x-jcompose.topology: must be auto, pod or bridge, not 'mesh' | write 'auto'
          networks: {front: {ipam: {config: null}}}    | 1:27: networks.front.ipam.config: 'config' has no value | give it a list: an address pool, or remove it
          networks: {front: {ipam: {config: [{subnet: null}]}}} | 1:37: networks.front.ipam.config[0].subnet: 'subnet' has no value | give it a subnet, or remove it
          volumes: {data: {name: null}}                | 1:18: volumes.data.name: 'name' has no value | give it a volume's name, or remove it
          """)
  void elementsOfTheTopLevel(String text, String problem, String hint) {
    assertThat(topLevel(text).problems()).isEqualTo(text(problem, hint));
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

  private static SmallProject services(String services) {
    return SmallProject.of(
        "services: {" + services + "}\nnetworks: {front: {}}\nvolumes: {data: {}}\n");
  }

  private static String text(String problem, String hint) {
    return "file1.yaml:" + problem + "\n    hint: " + hint + "\n";
  }
}
