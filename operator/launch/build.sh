# Builds the tree when its sources are not the ones that were built, and makes the AOT cache.

sources=(pom.xml .mvn operator reconcilers test-fixtures)
stamp=$home/stamp                       # the sources' checksum; its time is when they were last known to be these

build_if_stale() {
  is_stale || return 0
  {
    flock --nonblock 9 || { say "waiting for another build or test run of this tree"; flock 9; }
    ! is_stale || build
  } 9<"$root"
}

# A newer file is only a suspicion, for a checkout touches them all: the checksum decides.
is_stale() {
  [ -f "$stamp" ] && cmp -s "$jdk/release" "$home/jdk-release" || return 0
  local now=$EPOCHREALTIME newer
  newer=$(cd "$root" && find "${sources[@]}" -name target -prune -o -newer "$stamp" -print -quit)
  [ -n "$newer" ] || return 1
  [ "$(checksum)" = "$(<"$stamp")" ] || return 0
  touch -d "@$now" "$stamp" 2>/dev/null || true
  return 1
}

checksum() {
  cd "$root" && find "${sources[@]}" -name target -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

build() {
  provide mvn
  local started=$SECONDS now=$EPOCHREALTIME sum log=$root/target/build.log
  sum=$(checksum)
  mkdir -p "$root/target"
  if [ -d "$home" ]; then say "the sources changed, building"; else say "building; the first time downloads some 100 MB and takes a few minutes"; fi
  rm -rf "$home" "$root"/{operator/*,test-fixtures}/target/lib
  run_maven -DskipTests -Dspotless.check.skip=true verify 2>&1 9<&- | tee "$log" | show_modules || {
    grep -E '^\[(ERROR|WARNING)\]' "$log" | head -n 40 >&2 || tail -n 20 "$log" >&2
    die "the build failed; all of it is in $log"
  }
  lay_out
  make_aot_caches
  cp "$jdk/release" "$home/jdk-release"
  printf '%s\n' "$sum" >"$stamp"
  touch -d "@$now" "$stamp"
  say "built in $((SECONDS - started)) s"
}

# One line on a terminal that says how far the build is.
show_modules() {
  [ -t 2 ] || { cat >/dev/null; return; }
  awk '/^\[INFO\] Building Orion/ { printf "\r\033[Korion: %s", substr($0, 8); fflush() } END { printf "\r\033[K" }' >&2
}

run_maven() {
  JAVA_HOME=$jdk mvn --batch-mode --no-transfer-progress --file "$root/pom.xml" "$@" </dev/null
}

# Plain jars in a fixed order, listed in a file: the AOT cache holds for exactly these.
lay_out() {
  local module jar
  mkdir -p "$home/lib" "$home/lib-fixtures"
  for module in operator/agent operator/cli; do
    cp -p "$root/$module"/target/{,lib/}*.jar "$home/lib"
  done
  for jar in "$root"/test-fixtures/target/{,lib/}*.jar; do
    [ -e "$home/lib/${jar##*/}" ] || cp -p "$jar" "$home/lib-fixtures"
  done
  (cd "$home" && LC_ALL=C && printf '%s\n' lib/*.jar >class-path && printf '%s\n' lib-fixtures/*.jar >class-path-fixtures)
  # orionctl needs fewer of them, and starts sooner with fewer.
  for jar in "$root"/operator/cli/target/{,lib/}*.jar; do printf 'lib/%s\n' "${jar##*/}"; done | LC_ALL=C sort >"$home/class-path-ctl"
}

# Without the caches everything works as well, only starts slower.
make_aot_caches() {
  "$java" "$root/operator/launch/NewerClassFiles.java" "$home"/lib/*.jar >"$root/target/newer-class-files.log" 2>&1 </dev/null 9<&- || true
  make_aot_cache class-path orion.aot sre.orion.agent.Main
  make_aot_cache class-path-ctl orionctl.aot sre.orion.cli.Main
}

# Makes the cache of the program with this class path by rehearsing it: make_aot_cache CLASS_PATH CACHE MAIN_CLASS
make_aot_cache() {
  local log=$root/target/$2.log
  join_class_path "$1"
  "$java" "${java_flags[@]}" "-XX:AOTCacheOutput=$home/$2" "-Dorion.home=$root" -cp "$class_path" "$3" warm-up \
    >"$log" 2>&1 </dev/null 9<&- || true
  [ -s "$home/$2" ] || say "no AOT cache could be made, so starts take a second or two longer; why is in $log"
}
