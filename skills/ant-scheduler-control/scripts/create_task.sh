#!/usr/bin/env bash
# create_task.sh ID N_GPUS COMMAND: queues a command and prints its id and
# state. An empty ID lets the server choose one. Where it runs: ANT_WD from
# the environment (this folder without it), ANT_CONDA_ENV and ANT_CONDA_PATH
# from the environment or the project's file.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 3 ]] || usage 'create_task.sh ID N_GPUS COMMAND'
[[ $2 =~ ^[0-9]+$ ]] || usage "create_task.sh ID N_GPUS COMMAND (N_GPUS is a whole number, not \"$2\")"

# The queue takes line breaks for blanks; a script of several lines goes as
# one word, in a way that every shell reads.
one_line() {
  local text=$1
  if [[ $text != *$'\n'* ]]; then
    printf '%s\n' "$text"
    return
  fi
  text=${text//\\/\\\\}
  text=${text//%/%%}
  text=${text//$'\n'/\\n}
  text=${text//\'/\'\\\'\'}
  printf "bash -c \"\$(printf -- '%s')\"\n" "$text"
}

body=$(jq -n --arg id "$1" --argjson gpus "$2" --arg command "$(one_line "$3")" \
  --arg wd "${ANT_WD:-$PWD}" \
  --arg env "$(setting ANT_CONDA_ENV '')" \
  --arg conda "$(setting ANT_CONDA_PATH '')" '
  {
    task_id: (if $id == "" then null else $id end),
    queue_mode: "single",
    n_gpus: $gpus,
    command: $command,
    envar: ({ant_wd: $wd, ant_conda_env: $env, ant_conda_path: $conda}
      | with_entries(select(.value != "")))
  }
  | if .envar.ant_conda_env == null then del(.envar.ant_conda_path) else . end')
call POST /api/v1/tasks "$body" | jq -c '.tasks[] | {id, state}'
