#!/usr/bin/env bash
# gpu.sh enable|disable INDEX: lets a GPU be given to further tasks, or not.
# INDEX is its position among the GPUs that the server uses, from 0, as
# `status.sh gpus` lists them.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 2 && $1 =~ ^(enable|disable)$ && $2 =~ ^[0-9]+$ ]] ||
  usage 'gpu.sh enable|disable INDEX'

gpus=$(call GET /api/v1/gpus)
physical=$(jq -r --argjson at "$2" '.gpus[] | select(.position == $at) | .index' <<<"$gpus")
[[ -n $physical ]] ||
  fail 3 "Cannot $1 GPU $2: the server has $(jq '.gpus | length' <<<"$gpus") GPUs, counted from 0"
wish='{"enabled":true}'
if [[ $1 == disable ]]; then wish='{"enabled":false}'; fi
call PATCH "/api/v1/gpus/$physical" "$wish" |
  jq -c '{position, index, enabled, status, heldBy}'
