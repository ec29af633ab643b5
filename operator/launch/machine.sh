# What the machine must have: finds a JDK 25, and installs from the distribution what is missing.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && [[ $(<"$1/release") == *'JAVA_VERSION="25'[\".-]* ]]
}

# Sets jdk to the first JDK 25 of JAVA_HOME, the folder of installed ones, and PATH.
find_jdk() {
  local installed=${1:-/usr/lib/jvm} on_path
  for jdk in "${JAVA_HOME:-}" "$installed"/*; do
    is_jdk_25 "$jdk" && return
  done
  on_path=$(readlink -f -- "$(command -v javac)") && jdk=${on_path%/bin/javac} && is_jdk_25 "$jdk"
}

found() {
  case $1 in
    jdk) find_jdk ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# The Debian package that brings a command.
package_of() {
  case $1 in
    jdk) echo openjdk-25-jdk-headless ;;
    mvn) echo maven ;;
    dockerd) echo docker.io ;;
    ip) echo iproute2 ;;
    busybox) echo busybox-static ;;
    *) echo "$1" ;;
  esac
}

# Makes every command named available, or ends with one line that says what to install.
provide() {
  local wanted missing=()
  for wanted in "$@"; do
    found "$wanted" || missing+=("$(package_of "$wanted")")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  install_packages "${missing[@]}"
  for wanted in "$@"; do
    found "$wanted" || die "$(package_of "$wanted") is installed, yet $wanted is not to be found in PATH ($PATH)"
  done
}

install_packages() {
  local lacks="this machine lacks $*" package log=$root/target/install.log system
  system=$(. /etc/os-release 2>/dev/null && echo "${PRETTY_NAME:-}")
  is_debian || die "$lacks (so Debian calls them): install them the way ${system:-this system} does; a JDK 25 is looked for in JAVA_HOME, /usr/lib/jvm and PATH"
  [ "$(id -u)" = 0 ] || die "$lacks: sudo apt-get install $*"
  consents "$lacks" || die "$lacks: apt-get install $*, or say --yes"

  mkdir -p "$root/target"
  for package in "$@"; do
    has_candidate "$package" || { say "reading the package lists"; logged apt-get update; break; }
  done
  for package in "$@"; do
    has_candidate "$package" || die "$(no_candidate "$package" "$system")"
  done
  say "installing $*"
  logged apt-get install --yes --no-install-recommends "$@"
}

is_debian() {
  [[ " $(. /etc/os-release 2>/dev/null && echo "${ID:-} ${ID_LIKE:-}") " == *' debian '* ]] && command -v apt-get >/dev/null
}

# True when the person said yes, beforehand or now; nobody is asked where nobody sits.
consents() {
  if [ "$yes" ] || [ "${CI:-}" = true ] || [ "${DEBIAN_FRONTEND:-}" = noninteractive ]; then return; fi
  if ! { [ -t 0 ] && [ -t 2 ]; }; then return 1; fi
  local answer
  read -r -p "orion: $1. Install from the distribution? [Y/n] " answer
  [[ $answer == '' || $answer == [yY]* ]]
}

has_candidate() {
  [[ $(LC_ALL=C apt-cache policy "$1" 2>/dev/null) =~ Candidate:\ [^\(] ]]
}

no_candidate() {
  case $1 in
    openjdk-25-*) echo "a JDK 25 is needed and $2 has no package of it: unpack a Temurin 25 (https://adoptium.net) under /usr/lib/jvm, or set JAVA_HOME" ;;
    *) echo "$2 has no package $1: install it by hand" ;;
  esac
}

# Runs a command that writes only to the install log, and ends with that log's last lines should it fail.
logged() {
  DEBIAN_FRONTEND=noninteractive "$@" >>"$log" 2>&1 </dev/null && return
  tail -n 15 "$log" >&2
  die "failed: $* (all of it in $log)"
}
