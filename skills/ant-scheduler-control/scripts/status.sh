#!/usr/bin/env bash
# status.sh WHAT: looks, and prints JSON.
#   health         whether the server can queue and save
#   version        what it says that it is
#   gpus           each GPU: who holds it, memory, load
#   queue          queued tasks in the order of their turn
#   ongoing        tasks at work
#   completed [N]  the N tasks that ended last, 20 without it
#   task ID        all of one task
#   why ID         what a queued task waits for
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly WHATS='status.sh health|version|gpus|queue|ongoing|completed [N]|task ID|why ID'

list() { # list STATES LIMIT
  call GET "/api/v1/tasks?state=$1&limit=$2" | jq '[.tasks[] | {
    id, state, command, gpusWanted: .nGpus, gpus, tags,
    submittedAt: (.submittedAtMs / 1000 | floor | todate),
    startedAt: (.startedAtMs | if . then . / 1000 | floor | todate else null end),
    endedAt: (.endedAtMs | if . then . / 1000 | floor | todate else null end),
    exitCode: .end.exitCode, cause: .end.cause
  } | with_entries(select(.value != null and .value != []))]'
}

of_task() { # of_task REST ARGUMENT...
  [[ $# == 2 && -n $2 ]] || usage "$WHATS"
  call GET "/api/v1/tasks/$(uri "$2")$1" | jq .
}

case "${1:-} $#" in
  'health 1') call GET /healthz | jq . ;;
  'version 1') call GET /api/status | jq -r .message ;;
  'gpus 1')
    call GET /api/v1/gpus | jq '[.gpus[] | {
      position, index, name, enabled, status, heldBy,
      memoryUsedMiB, memoryTotalMiB, utilizationPercent, reason
    }]'
    ;;
  'queue 1') list queued 500 ;;
  'ongoing 1') list starting,running,stopping 500 ;;
  'completed 1') list succeeded,failed,terminated,lost 20 ;;
  'completed 2')
    [[ $2 =~ ^[0-9]+$ ]] || usage "$WHATS"
    list succeeded,failed,terminated,lost "$2"
    ;;
  'task 2') of_task '' "$2" ;;
  'why 2') of_task /why "$2" ;;
  *) usage "$WHATS" ;;
esac
