#!/usr/bin/env bash
# find_log_path.sh ID: prints where a task's log is on the server's machine.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 1 && -n $1 ]] || usage 'find_log_path.sh ID'
task=$(call GET "/api/v1/tasks/$(uri "$1")")
jq -er '.logFile // empty' <<<"$task" ||
  fail 3 "Cannot tell the log of \"$1\": it has not started"
