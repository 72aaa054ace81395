import { SBATCH_FLAGS } from "../spec/sbatch.ts";
import { exitCodeLines, verbatim, wrapped } from "./manual_page.ts";

/** Pages that are about more than one verb. */
export const TOPICS: Readonly<
  Record<string, { readonly summary: string; readonly text: () => string }>
> = {
  serve: {
    summary: "how the server is started",
    text: () =>
      [
        "ant serve 0,1,2,3 starts the server on these GPUs, ant serve on all " +
        "that the driver tells of, ant serve --simulate 4 on none that is real. " +
        "It prints a link to its pages, and leaves its address for the ant of " +
        "the same user. Ctrl-C ends it.",
        "ant serve --help lists its options, docs/configuration.md what its " +
        "config file holds. ant install-service has systemd start it.",
      ].map((text) => wrapped(text)).join("\n"),
  },
  specs: {
    summary: "files of tasks, for ant submit",
    text: () =>
      wrapped(
        "A .yaml, .yml or .toml file has the flags of ant run as its keys, " +
          "beside command. With tasks, a list, it is many tasks, and what stands " +
          "around the list is for all of them.",
      ) + "\n" + verbatim([
        "command: python fit.py --lr {sweep lr 0.1 0.01}",
        "name: fit-{lr}",
        "gpus: 1",
        "env: { SEED: 1 }",
        "task-timeout: 12h",
      ]) + "\n" + wrapped(
        "ant run --save-spec FILE writes one, ant submit --schema prints the JSON " +
          "schema. What is wrong is told by line and column, and nothing is queued.",
      ),
  },
  scripts: {
    summary: "flags in the head of a script",
    text: () =>
      verbatim([
        "#!/bin/bash",
        "#ANT --gpus 2 --retries 1",
        "#SBATCH --time=12:00:00",
        'python train.py "$@"',
      ]) + "\n" + wrapped(
        "ant submit train.sh -- --lr 0.1 runs it with its argument. Lines are read " +
          "up to the first that is no comment; the command line counts more than " +
          "#ANT, and that more than #SBATCH. Of #SBATCH, these count here, and what " +
          "else there is is named on stderr: " +
          SBATCH_FLAGS.map((name) => `--${name}`).join(", ") + ".",
      ) + "\n" + wrapped(
        "With --array, the number is in ANT_ARRAY_ID and SLURM_ARRAY_TASK_ID.",
      ),
  },
  "exit-codes": {
    summary: "what ant exits with",
    text: () =>
      exitCodeLines() + "\n" + wrapped(
        "ant run --wait exits with the exit code of its task, 128 and the " +
          "signal's number for a signal, and 1 for a task that ended " +
          "otherwise without success.",
      ),
  },
  env: {
    summary: "variables and files that ant reads",
    text: () =>
      [
        "The server is the first of: --url; ANT_URL; url in the file .ant.toml " +
        "or in [tool.ant] of pyproject.toml, in this folder or the nearest " +
        "one above; url in ~/.config/ant/config.toml; a server of the same " +
        "user on this machine, of several the one that was started nearest " +
        "above this folder; the last ant login.",
        "The token is ANT_TOKEN, or what ant login has kept for that server, " +
        "or what the server on this machine has left for its user.",
        "A flag of ant run that is not given is taken from ANT_RUN_ and its " +
        "name, such as ANT_RUN_GPU_TYPE; else from [run] in .ant.toml, in " +
        "[tool.ant.run] of pyproject.toml, or in the user's file. ant config " +
        "tells what is set, and where.",
        "ANT_RUNTIME_DIR is the folder in which servers of this machine leave " +
        "their addresses. NO_COLOR turns colors off. EDITOR and VISUAL name " +
        "the editor of ant edit, BROWSER the program of ant open.",
      ].map((text) => wrapped(text)).join("\n"),
  },
  selectors: {
    summary: "how tasks are named",
    text: () =>
      [
        "A task is named by its id, or by the beginning of one where no other " +
        "begins so.",
        "A number, as in 3, 3-7 or 1,4,9, is a row of the list that ant ls " +
        "printed last in this terminal. A task that has the number as its id " +
        "comes first.",
        "last is the task that was queued last. @TAG means all tasks with a " +
        "tag, %STATE all in a state (queued, running, failed and so on), all " +
        "every one; each of them only as far as the verb is for such tasks: " +
        "ant stop @lr stops what runs or waits, ant rm @lr removes what has " +
        "ended.",
        "--me leaves, of last, all, @TAG and %STATE, only tasks that came with " +
        "one's own token; with the server's own, those that bear no name.",
        "A verb that needs tasks never takes nothing to mean everything.",
      ].map((text) => wrapped(text)).join("\n"),
  },
  json: {
    summary: "what --json prints",
    text: () =>
      [
        'One JSON value, an object with "schema": "ant.v1" at its top. Fields ' +
        "are added over time; none is taken away or changes its meaning while " +
        "the schema is called that. docs/cli-output.schema.json describes all.",
        "Instants are ISO 8601 in UTC, durations are seconds. --json=id,state " +
        "keeps these fields of each row, --jsonl prints a row a line, and " +
        "--format '{id} {end.exitCode}' fills in a text for each. --jq '.tasks[].id' " +
        "prints what a jq expression makes of it, texts without quotes.",
        "What comes as it happens, of ant events and of logs that are followed, " +
        "is a line of JSON each.",
        'A failure prints {"schema", "error": {"code", "message", "hint"}} on ' +
        "stdout, and exits as ant help exit-codes says.",
      ].map((text) => wrapped(text)).join("\n"),
  },
};
