#!/usr/bin/env bash
# log.sh [--full | --tail N] ID: prints a task's log, the last 200 lines
# unless told otherwise.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly HOW='log.sh [--full | --tail N] ID'
query='?tail=200'
case ${1:-} in
  --full)
    query=
    shift
    ;;
  --tail)
    [[ ${2:-} =~ ^[0-9]+$ ]] || usage "$HOW"
    query="?tail=$2"
    shift 2
    ;;
esac
[[ $# == 1 && -n $1 ]] || usage "$HOW"
path=/api/v1/tasks/$(uri "$1")/log
call GET "$path?tail=1" >/dev/null # It says better what is wrong.
stream "$path$query"
