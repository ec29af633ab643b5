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
    mkfs.ext4) echo e2fsprogs ;;
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
  local packages=("$@") lacks="this machine lacks $*" log=$root/target/install.log system
  system=$(. /etc/os-release 2>/dev/null && echo "${PRETTY_NAME:-}")
  is_debian || die "$lacks (so Debian calls them): install them the way ${system:-this system} does; a JDK 25 is looked for in JAVA_HOME, /usr/lib/jvm and PATH"
  [ "$(id -u)" = 0 ] || refuse "sudo apt-get install $*"
  consents "$lacks" || refuse "apt-get install $*, or say --yes"

  say "installing $*"
  mkdir -p "$root/target"
  logged apt-get update || true         # one broken source of many need not matter; the next lines tell
  must_have_packages "$@"
  logged apt-get install --yes --no-install-recommends "$@" || {
    tail -n 15 "$log" >&2
    die "installing failed; all of it is in $log"
  }
}

# Says what to install by hand, unless the distribution is known not to have it.
refuse() {
  ! compgen -G '/var/lib/apt/lists/*Packages*' >/dev/null || must_have_packages "${packages[@]}"
  die "$lacks: $1"
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

must_have_packages() {
  local package
  for package in "$@"; do
    [[ $(LC_ALL=C apt-cache policy "$package" 2>/dev/null) =~ Candidate:\ [^\(] ]] && continue
    [[ $package != openjdk-* ]] ||
      die "a JDK 25 is needed and $system has no package of it: unpack a Temurin 25 (https://adoptium.net) under /usr/lib/jvm, or set JAVA_HOME"
    die "$system has no package $package: install it by hand"
  done
}

logged() {
  DEBIAN_FRONTEND=noninteractive "$@" >>"$log" 2>&1 </dev/null
}
