# Runs every test that was asked for, shows what ran, and fails when one was skipped or none ran.

run_tests() {
  local engine=1 long='' seeds=()
  while [ $# -gt 0 ]; do
    case $1 in
      --no-engine) engine='' ;;
      --long) long=1 ;;
      --seeds)
        [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || die "test --seeds: a number above 0 is needed, not '${2:-}'"
        seeds=("-Dorion.seeds=$2")
        shift ;;
      *) die "test: unknown argument '$1'; there are --no-engine, --long and --seeds N" ;;
    esac
    shift
  done
  if [ "$engine" ] && [ "$(id -u)" != 0 ]; then
    die "test: private Docker engines need root: sudo ./orion test, or leave those tests out with --no-engine"
  fi
  if [ "$engine" ]; then prepare mvn "${engine_tools[@]}" dockerd iptables; else prepare mvn; fi
  . "$root/operator/launch/build.sh"

  local left_out
  left_out=$(left_out_tags "$engine" "$long")
  export ORION_TREE_IS_BUILT=1
  warn_without_engine "$engine"
  {
    flock 9
    # A failing module must not hide what the next ones have to say: the summaries are judged below.
    run_maven "-Dorion.excludedTags=$left_out" "${seeds[@]}" -Dmaven.test.failure.ignore=true verify 9<&-
  } 2>&1 9<"$root" | tee "$root/target/test.log" | show_and_judge "$root/target/test.log"
  warn_without_engine "$engine"
}

# JUnit's tag expression for what does not run.
left_out_tags() {
  case ${1:+engine}-${2:+long} in
    engine-long) ;;
    engine-) echo long ;;
    -long) echo engine ;;
    -) echo 'engine | long' ;;
  esac
}

warn_without_engine() {
  [ "$1" ] || say "LEFT OUT by --no-engine: every test against a real Docker engine"
}

# Passes on what a person wants to see of Maven's output, failures with their stack traces, and adds Surefire's summaries up.
show_and_judge() {
  local at_once=()
  # Debian's awk otherwise waits for so much input that a person sees nothing until the end.
  [[ $(readlink -f -- "$(command -v awk)") != */mawk ]] || at_once=(-W interactive)
  awk "${at_once[@]}" -v log_file="$1" '
    /Tests run:.*Time elapsed/ || /^\[ERROR\]/ || /^\[INFO\] Building Orion/ { print; fflush() }
    /^\[INFO\] [0-9][0-9,]* [a-z]/ { sub(/^\[INFO\] /, ""); print; fflush(); next }    # what a campaign of tests measured
    /<<< (FAILURE|ERROR)!/ { trace = 1; next }
    /^\[/ { trace = 0 }
    trace { print; fflush() }
    /Tests run:/ && !/Time elapsed/ {
      gsub(/,/, "")
      for (i = 1; i < NF; i++) {
        if ($i == "run:") run += $(i + 1)
        if ($i == "Failures:") failures += $(i + 1)
        if ($i == "Errors:") errors += $(i + 1)
        if ($i == "Skipped:") skipped += $(i + 1)
      }
    }
    /BUILD SUCCESS/ { success = 1 }
    END {
      printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failures, errors, skipped
      if (failures + errors > 0) verdict = "not every test passed"
      else if (!success) verdict = "the build failed"
      else if (skipped > 0) verdict = "a skipped test proves nothing"
      else if (run == 0) verdict = "no test ran"
      if (verdict != "") { print "orion: test: " verdict "; all of it is in " log_file > "/dev/stderr"; exit 1 }
    }'
}
