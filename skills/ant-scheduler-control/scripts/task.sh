#!/usr/bin/env bash
# task.sh ACTION ID...: acts on tasks, on each for itself.
#   remove-queue  takes queued tasks out of the queue
#   kill          stops running tasks
#   restart       queues copies, and prints their ids
#   promote       puts queued tasks first, in the order given
#   wait          waits for their ends; fails unless all succeeded
# Prints a line for each; fails when one of them was turned down.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly ACTIONS='task.sh remove-queue|kill|restart|promote|wait ID...'
(($# >= 2)) || usage "$ACTIONS"
action=$1
shift

wait_for() { # wait_for ID: prints how it ended
  local task state
  while true; do
    task=$(call GET "/api/v1/tasks/$(uri "$1")/wait?timeout=60") || return
    state=$(jq -r .state <<<"$task")
    case $state in
      succeeded | failed | terminated | lost) break ;;
    esac
  done
  jq -c '{id, state, exitCode: .end.exitCode, cause: .end.cause}' <<<"$task"
  [[ $state == succeeded ]]
}

in_bulk() { # in_bulk ACTION ID...
  local answer
  answer=$(call POST /api/v1/tasks/bulk \
    "$(jq -nc '{action: $ARGS.positional[0], ids: $ARGS.positional[1:]}' --args "$@")")
  jq -r '.done[] | {id} + (if .newId then {newId} else {} end) | tojson' <<<"$answer"
  jq -r '.failed[] | .problem' <<<"$answer" >&2
  jq -e '.failed == []' <<<"$answer" >/dev/null
}

case $action in
  remove-queue) in_bulk unqueue "$@" ;;
  kill) in_bulk terminate "$@" ;;
  restart) in_bulk restart "$@" ;;
  promote) in_bulk promote "$@" ;;
  wait)
    result=0
    for id in "$@"; do wait_for "$id" || result=$?; done
    exit "$result"
    ;;
  *) usage "$ACTIONS" ;;
esac
