#!/usr/bin/env bash
# clang-tidy over our own sources: tidy.sh BUILD-DIRECTORY JOBS
#
# A file is looked at again when it, any header of ours, or .clang-tidy has changed. Of a build that compiles
# several sources as one, the file that includes them is looked at, and again when one of them has changed.
set -euo pipefail
cd "$(dirname "$0")/.."
readonly build=$1 jobs=$2
readonly passed=build/tidied
mkdir -p "$passed"

shared=$(git ls-files -co --exclude-standard '*.h' .clang-tidy | LC_ALL=C sort | xargs sha256sum | sha256sum)
readonly shared

# Only what the build generates includes sources, by their whole paths.
sources_of() { printf '%s\n' "$1"; sed -n 's/^#include "\(\/.*\)"$/\1/p' "$1"; }

stamp_of() {
  local files
  mapfile -t files < <(sources_of "$1")
  printf '%s/%s' "$passed" "$({ echo "$shared"; sha256sum "${files[@]}"; } | sha256sum | cut -c1-24)"
}

one() {
  local file=$1 stamp
  stamp=$(stamp_of "$file")
  [ ! -f "$stamp" ] || return 0
  clang-tidy --quiet --warnings-as-errors='*' -p "$build" "$file" 2>"$stamp.errors" || { cat "$stamp.errors"; rm -f "$stamp.errors"; return 1; }
  rm -f "$stamp.errors"
  touch "$stamp"
}

export -f one stamp_of sources_of
export build passed shared
# The files that the build knows; the extension's and the tests' headers come along by inclusion.
grep -oP '(?<="file": ")[^"]+' "$build/compile_commands.json" | sort -u |
  grep -E "^$PWD/($build/)?(harness|oracles|fuzzers|corpora|reports)/" |
  xargs -P "$jobs" -I{} bash -c 'one {}'
