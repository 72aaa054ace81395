#!/usr/bin/env bash
# init_project_env.sh [URL [CONDA_ENV [CONDA_PATH [DIR]]]]: writes the
# project's defaults to DIR/.ant-scheduler/env, in this folder without DIR.
# What is not named, or is empty, is left to its default.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

(($# <= 4)) || usage 'init_project_env.sh [URL [CONDA_ENV [CONDA_PATH [DIR]]]]'
for value in "$@"; do
  [[ $value != *$'\n'* ]] || fail 2 'Cannot write the defaults: a value has a line break'
done
folder=${4:-.}/.ant-scheduler
mkdir -p "$folder"
if [[ ! -e $folder/.gitignore ]]; then printf '*\n' >"$folder/.gitignore"; fi

# What somebody added, such as ANT_TOKEN_FILE, stays.
kept=
if [[ -f $folder/env ]]; then
  kept=$(grep -Ev '^ANT_(SCHEDULER_URL|CONDA_ENV|CONDA_PATH)=' "$folder/env" || true)
fi
umask 077 # It may come to hold a token.
{
  printf 'ANT_SCHEDULER_URL=%s\n' "${1:-http://localhost:5000}"
  printf 'ANT_CONDA_ENV=%s\n' "${2:-}"
  printf 'ANT_CONDA_PATH=%s\n' "${3:-conda}"
  if [[ -n $kept ]]; then printf '%s\n' "$kept"; fi
} >"$folder/env.new"
mv "$folder/env.new" "$folder/env"
printf '%s\n' "$folder/env"
