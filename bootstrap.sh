#!/usr/bin/env bash
# From a clean clone on Debian 12 to a built program, a demo, and every check that CI runs.
set -euo pipefail
cd "$(dirname "$0")"

readonly jobs=${LOCKSTEP_JOBS:-2}
readonly python=${LOCKSTEP_PYTHON:-/usr/bin/python3}
readonly stamps=build/stamps
readonly given='^tests/eval/public/'  # kept as it was given

# What is built and run with; python3-* after pytest are the ports that are checked.
readonly packages=(
  g++ mold cmake ninja-build clang-format clang-tidy
  libboost-dev libboost-filesystem-dev libcli11-dev libfmt-dev libtomlplusplus-dev
  libdeflate-dev libxxhash-dev nlohmann-json3-dev zlib1g-dev librapidcheck-dev libgtest-dev libgmock-dev libbenchmark-dev
  python3 python3-dev python3-flake8 python3-mypy python3-pytest python3-hypothesis python3-cbor2 python3-jsonschema
  python3-lxml python3-yaml cmark-gfm nodejs perl
  python3-toolz python3-cytoolz python3-jellyfish python3-levenshtein python3-simplejson
  python3-markupsafe python3-msgpack python3-crcmod python3-numpy python3-cloudpickle pypy3
)

usage() {
  cat <<'TEXT'
Usage: ./bootstrap.sh COMMAND

  demo     install what is missing, build, check real ports, then one with a planted difference
  test     everything that CI runs: build, tests, sanitizers, formatting, static checks
  build    install what is missing and build build/release/lockstep
  format   rewrite every C++ file as .clang-format says
  clang    install clang, build the program and the unit tests with it, and run these
  eval     install the packages a set of pairs names, then tests/eval/run; takes its options

Packages are installed by apt-get, as root or with sudo. A second run installs and builds nothing,
and repeats a check only where something that it reads has changed (--again as a second word: always).
TEXT
}

say() { printf '\n== %s\n' "$*"; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing_packages() {
  local package
  for package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# package ...
install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing Debian packages: ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# preset: only where it is not yet.
configure() {
  [ -f "build/$1/build.ninja" ] || cmake --preset "$1" -DLOCKSTEP_PYTHON="$python" >"build/$1.configure.log" 2>&1 \
    || { cat "build/$1.configure.log"; return 1; }
}

# preset [target ...]: configured once, built as far as needed.
build() {
  local preset=$1
  shift
  configure "$preset"
  ninja -C "build/$preset" -j "$jobs" --quiet "$@"
}

sources() {
  if git rev-parse --git-dir >/dev/null 2>&1; then
    git -c core.quotePath=off ls-files -co --exclude-standard
  else
    find . -path ./build -prune -o -type f -printf '%P\n'
  fi
}

# step: of the sources, those that its result depends on. In doubt it is one more.
read_by() {
  # What is compiled, and how; conformance.json and the pieces of scripts are compiled in.
  local compiled='\.(h|cc|c|in)$|(^|/)CMakeLists\.txt$|\.cmake$|^CMakePresets\.json$|^harness/wire/conformance\.json$'
  compiled+='|^harness/pipeline/reproduce/pieces/'
  # Tests under asan read FORMAT.md and the golden files, and run the witnesses of the wire; of the tests in
  # Python only those of the extension run there.
  local instrumented='^harness/python/(bundle\.py|lockstep/)|^harness/wire/FORMAT\.md$|^tests/(support|golden|harness/wire)/'
  instrumented+='|^tests/harness/python/((?!.*_test\.py$)|extension/)'
  case "$1" in
    formatting) grep -E '\.(h|cc)$|(^|/)\.clang-format$' ;;
    python) grep -E '\.pyi?$|^\.flake8$|^pyproject\.toml$' | grep -v "$given" ;;
    tests) cat ;;
    asan) grep -P "$compiled|$instrumented" | grep -v '^tests/puzzles/' ;;
    tsan) grep -E "$compiled|^harness/python/(bundle\.py|lockstep/)|^tests/support/" | grep -v '^tests/puzzles/' ;;
    tidy) grep -E "$compiled|(^|/)\.clang-tidy$|^cmake/" | grep -v '^tests/' ;;
    install) grep -vE '^tests/|\.md$' ;;
    *) echo "$1: nobody knows what it reads" >&2 && return 1 ;;
  esac
}

# step: of the sources that it reads, of this script and of every package version.
digest() {
  {
    sources | read_by "$1" | LC_ALL=C sort | while IFS= read -r file; do
      if [ -f "$file" ]; then printf '%s\n' "$file"; fi
    done | xargs -d '\n' sha256sum
    sha256sum bootstrap.sh
    dpkg-query -W "${packages[@]}"
    "$python" --version
  } | sha256sum | cut -c1-16
}

# name command...: runs a step, unless it has passed for these very sources. The digests are taken before
# anything runs: what is changed meanwhile has not passed.
step() {
  local name=$1 stamp began=$SECONDS
  shift
  stamp="$stamps/$name-${digests[$name]}"
  if [ -f "$stamp" ] && [ "$again" = no ]; then
    echo "== $name: passed before for what it reads"
    return 0
  fi
  say "$name"
  "$@"
  rm -f "$stamps/$name"-*
  touch "$stamp"
  echo "== $name: passed in $((SECONDS - began)) s"
}

# preset [option ...]: what passes is counted, what fails is shown.
run_tests() {
  local log="build/$1.tests.log" status=0
  ctest --preset "$@" -j "$jobs" --quiet --output-log "$log" || status=$?
  [ "$status" = 0 ] || grep -vE '^ *Start +[0-9]|^[0-9/ ]+Test .* Passed ' "$log" || true
  [ "$status" != 0 ] || grep 'tests passed' "$log"
  return "$status"
}

release_tests() { run_tests release; }

# Everything but the puzzles and the worker in Python, which run interpreters rather than our own code.
sanitized_tests() {
  build asan && run_tests asan
}

threaded_tests() {
  build tsan harness_worker_test harness_pipeline_test
  run_tests tsan -R '^harness/(worker|pipeline)\.'
}

# Another compiler warns of other things. Its preset lists what is built.
clang_tests() {
  configure clang
  cmake --build --preset clang -j "$jobs" -- --quiet
  run_tests clang
}

cpp_sources() { sources | grep -E '\.(h|cc)$'; }

formatting() { cpp_sources | xargs clang-format --dry-run -Werror; }

python_checks() {
  local files
  mapfile -t files < <(sources | grep -E '\.py$' | grep -v "$given")
  "$python" -m flake8 "${files[@]}"
  "$python" -m mypy  # what pyproject.toml says
  # The worker serves Python 3.8 and later, and so do scripts: nothing newer in their grammar.
  "$python" - "${files[@]}" <<'PYTHON'
import ast, pathlib, sys
for name in sys.argv[1:]:
    oldest = (3, 8) if name.startswith(("harness/python/", "harness/pipeline/")) else (3, 11)
    ast.parse(pathlib.Path(name).read_text("utf-8"), name, feature_version=oldest)
PYTHON
}

install_tree() {
  rm -rf build/installed
  cmake --install build/release --prefix build/installed >build/install.log
  build/installed/bin/lockstep doctor --python "$python"
}

# What the set names is installed as far as Debian has it by that name.
evaluate() {
  local named found
  named=$(tests/eval/run --packages "$@")
  mapfile -t found < <(apt-cache pkgnames | grep -Fx "$named")
  install_packages "${found[@]}"
  tests/eval/run "$@"
}

demo() {
  local status=0
  say "lockstep check corpora/ports/demo"
  build/release/lockstep check corpora/ports/demo
  say "the same with one planted difference: lockstep check corpora/ports/planted"
  build/release/lockstep check corpora/ports/planted || status=$?
  [ "$status" = 1 ] || { say "exit status $status, where the planted difference should give 1"; return 1; }
  say "exit status 0 for the real pairs, and 1 once a difference is planted: as it should be"
}

main() {
  case "${1:-}" in
    demo | test | build | format | clang | eval) ;;
    *) usage; [ $# = 0 ] || exit 2; exit 0 ;;
  esac
  mkdir -p "$stamps"
  install_packages "${packages[@]}"
  again=no
  [ "${2:-}" != --again ] || again=yes
  case "$1" in
    format) cpp_sources | xargs clang-format -i ;;
    build) build release lockstep ;;
    clang) install_packages clang && clang_tests ;;
    eval) build release lockstep && evaluate "${@:2}" ;;
    demo) build release lockstep && demo ;;
    test)
      local name
      declare -A digests
      for name in formatting python tests asan tsan tidy install; do digests[$name]=$(digest "$name"); done
      readonly again digests
      say "release build"
      build release
      step formatting formatting
      step python python_checks
      step tests release_tests
      step asan sanitized_tests
      step tsan threaded_tests
      step tidy cmake/tidy.sh build/release "$jobs"
      step install install_tree
      say "all passed in $SECONDS s"
      ;;
  esac
}

main "$@"
