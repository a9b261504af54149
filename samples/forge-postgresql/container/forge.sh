#!/bin/sh
# Becomes the forge, on the first Java of 17 or later among JAVA_HOME, PATH and /usr/lib/jvm (newest first).
set -eu

# prints the feature version of the Java whose home is $1, 0 if there is none
version() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || { echo 0; return; }
  found=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  echo "${found:-0}"
}

java=
for home in "${JAVA_HOME:-}" "$(readlink -f "$(command -v java || true)" | sed 's|/bin/java$||')"; do
  if [ -z "$java" ] && [ -n "$home" ] && [ "$(version "$home")" -ge 17 ]; then
    java=$home/bin/java
  fi
done
if [ -z "$java" ]; then
  newest=16
  for home in /usr/lib/jvm/*; do
    found=$(version "$home")
    if [ "$found" -gt "$newest" ]; then
      newest=$found
      java=$home/bin/java
    fi
  done
fi
if [ -z "$java" ]; then
  echo "forge.sh: no Java of 17 or later in JAVA_HOME, PATH or /usr/lib/jvm; install openjdk-17-jre-headless or newer" >&2
  exit 1
fi

unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS
exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto -Xmx96m -Xss512k \
  -Djava.awt.headless=true -cp "${FORGE_HOME:-/opt/forge}/*" io.jcompose.samples.forge.Main
