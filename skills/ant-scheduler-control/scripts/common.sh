#!/usr/bin/env bash
# common.sh: what the other scripts share; to be sourced.
#
# Settings come from the environment, else from the nearest
# .ant-scheduler/env at or above the working folder: one NAME=value a line,
# read and never executed.
#   ANT_SCHEDULER_URL     the server; http://localhost:5000 by default
#   ANT_TOKEN             its token
#   ANT_TOKEN_FILE        a file that holds the token, such as the server's
#                         own ant_token
#   ANT_SCHEDULER_CACERT  a certificate to trust, for https
#   ANT_CONDA_ENV, ANT_CONDA_PATH, and from the environment only ANT_WD:
#                         where a task runs
# Exit codes: 1 refused, 2 wrong usage, 3 not found, 4 token, 5 no server.
set -euo pipefail

fail() { # fail CODE MESSAGE
  printf '%s\n' "$2" >&2
  exit "$1"
}

usage() { # usage TEXT
  fail 2 "Usage: $1"
}

for program in curl jq; do
  command -v "$program" >/dev/null || fail 2 "Cannot run: install $program"
done

project_file() {
  local dir=$PWD
  while [[ ! -f $dir/.ant-scheduler/env ]]; do
    [[ -n $dir ]] || return 0
    dir=${dir%/*}
  done
  printf '%s\n' "$dir/.ant-scheduler/env"
}

setting() { # setting NAME DEFAULT
  local name=$1 value=$2 line
  if [[ -n ${!name:-} ]]; then
    printf '%s\n' "${!name}"
    return
  fi
  if [[ -n $ANT_PROJECT_FILE ]]; then
    while IFS= read -r line || [[ -n $line ]]; do
      [[ $line == "$name="* ]] || continue
      value=${line#*=}
      value=${value%$'\r'}
      if [[ $value == \"*\" || $value == \'*\' ]]; then value=${value:1:-1}; fi
    done <"$ANT_PROJECT_FILE"
  fi
  printf '%s\n' "$value"
}

token() {
  local found file
  found=$(setting ANT_TOKEN '')
  file=$(setting ANT_TOKEN_FILE '')
  if [[ -z $found && -n $file ]]; then
    [[ -r $file ]] || fail 4 "Cannot read the token: no such file as \"$file\"; mend ANT_TOKEN_FILE"
    found=$(<"$file")
  fi
  printf '%s\n' "$found"
}

ANT_PROJECT_FILE=$(project_file)
ANT_URL_USED=$(setting ANT_SCHEDULER_URL http://localhost:5000)
ANT_URL_USED=${ANT_URL_USED%/}
ANT_TOKEN_USED=$(token)
ANT_CACERT_USED=$(setting ANT_SCHEDULER_CACERT '')

uri() { # uri TEXT: one part of a path
  jq -rn --arg text "$1" '$text | @uri'
}

# call METHOD PATH [JSON]: writes what the server answers. Fails with its own
# words. The token goes through a pipe: arguments can be seen by everybody.
call() {
  local method=$1 path=$2 answer status
  local -a more=()
  if (($# > 2)); then more=(--header 'content-type: application/json' --data-binary "$3"); fi
  if [[ -n $ANT_CACERT_USED ]]; then more+=(--cacert "$ANT_CACERT_USED"); fi
  answer=$(mktemp)
  # shellcheck disable=SC2064 # The name as it is now.
  trap "rm -f '$answer'" EXIT
  status=$(
    curl --silent --show-error --request "$method" --output "$answer" \
      --write-out '%{http_code}' --header @<(header) --max-time 90 \
      ${more[@]+"${more[@]}"} "$ANT_URL_USED$path"
  ) || fail 5 "Cannot reach ANT at $ANT_URL_USED: start the server, or set ANT_SCHEDULER_URL"
  if ((status < 400)); then
    cat "$answer"
    rm -f "$answer"
    return
  fi
  explain "$status" "$answer"
}

# stream PATH: the same for what may be longer than this machine's /tmp.
stream() {
  local -a more=()
  if [[ -n $ANT_CACERT_USED ]]; then more=(--cacert "$ANT_CACERT_USED"); fi
  curl --silent --show-error --fail --header @<(header) \
    ${more[@]+"${more[@]}"} "$ANT_URL_USED$1" ||
    fail 1 "Cannot read all of $1"
}

header() {
  if [[ -n $ANT_TOKEN_USED ]]; then
    printf 'Authorization: Bearer %s\n' "$ANT_TOKEN_USED"
  fi
}

explain() { # explain STATUS FILE
  local said code=1 hint=
  said=$(jq -r '.detail // .message // .journal // empty' "$2" 2>/dev/null ||
    head -c 500 "$2")
  case $1 in
    401 | 403) code=4 hint='; set ANT_TOKEN, or ANT_TOKEN_FILE' ;;
    404) code=3 ;;
  esac
  rm -f "$2"
  fail "$code" "${said:-The server answered $1} (HTTP $1)$hint"
}
