import { assert } from "@std/assert";
import { type Chapter, type Line, type Stage } from "./line.ts";

// deno-lint-ignore no-explicit-any -- A task, as --json prints it.
type Task = any;

/** A flag as it is typed, what of a task shows it, and how. */
type Shown = readonly [
  typed: string,
  seen: (task: Task) => unknown,
  is: unknown,
];

const option = (name: string) => ({ options }: Task) => options[name];
const variable = (name: string) => ({ envar }: Task) => envar[name];

/** Every flag of a task that all verbs take that make or change one. */
const FLAGS: readonly Shown[] = [
  ["--tag every", ({ tags }) => tags, ["every"]],
  ["--cwd /tmp", variable("ant_wd"), "/tmp"],
  ["--env A=b=c", variable("A"), "b=c"],
  ["--gpus 1", ({ nGpus }) => nGpus, 1],
  ["--priority low", option("priority"), "low"],
  ["--gpu-ids 1", option("gpuIds"), "1"],
  ["--gpu-type h100", option("gpuType"), "h100"],
  ["--gpu-mem 1GiB", option("gpuMem"), "1GiB"],
  ["--cpus 0.5", option("cpus"), "0.5"],
  ["--memory 64MiB", option("memory"), "64MiB"],
  ["--hold", option("hold"), "true"],
  ["--begin 2199-01-31T20:00Z", option("begin"), "2199-01-31T20:00:00.000Z"],
  ["--after wide", option("after"), "wide"],
  ["--after-any wide", option("afterAny"), "wide"],
  ["--at-most 2@every", option("atMost"), "2@every"],
  ["--task-timeout 2h", option("timeout"), "2h"],
  ["--timeout-signal USR1@5m", option("timeoutSignal"), "USR1@5m"],
  ["--preemptible", option("preemptible"), "true"],
  ["--retries 3", option("retries"), "3"],
  ["--retry-on killed", option("retryOn"), "killed"],
  ["--notify failed", option("notify"), "failed"],
  ["--conda ml", variable("ant_conda_env"), "ml"],
  ["--conda-path /opt/conda", variable("ant_conda_path"), "/opt/conda"],
];

/** Other tools' spellings, and what each comes to. */
const ALIASES: readonly Shown[] = [
  ["-G 2", ({ nGpus }) => nGpus, 2],
  ["--gpus-per-node 2", ({ nGpus }) => nGpus, 2],
  ["--gpus-per-task 2", ({ nGpus }) => nGpus, 2],
  ["--gres gpu:h100:2", option("gpuType"), "h100"],
  ["-J short", ({ id }) => id, "short"],
  ["--job-name long", ({ id }) => id, "long"],
  ["--id longer", ({ id }) => id, "longer"],
  ["-c 1", option("cpus"), "1"],
  ["--cpus-per-task 1", option("cpus"), "1"],
  ["--mem 64MiB", option("memory"), "64MiB"],
  ["-t 90", option("timeout"), "1h30m"],
  ["--time 1-02", option("timeout"), "1d2h"],
  ["-D /tmp", variable("ant_wd"), "/tmp"],
  ["--chdir /tmp", variable("ant_wd"), "/tmp"],
  ["--workdir /tmp", variable("ant_wd"), "/tmp"],
  ["-d afterok:wide", option("after"), "wide"],
  ["--dependency afterany:wide", option("afterAny"), "wide"],
  ["--nice 7", option("priority"), "-7"],
  ["--export ALL,X=1", variable("X"), "1"],
  ["-t 1h --signal B:USR1@120", option("timeoutSignal"), "USR1@2m"],
  ["-H", option("hold"), "true"],
  ["--constraint h100 -G 1", option("gpuType"), "h100"],
  ["--tags a,b", ({ tags }) => tags, ["a", "b"]],
  ["--label a", ({ tags }) => tags, ["a"]],
  ["--conda-env ml", variable("ant_conda_env"), "ml"],
  ["--preemptible --not-preemptible", option("preemptible"), undefined],
  ["--parsable", ({ state }) => state, "queued"],
];

function shows(flags: readonly Shown[], task: Task): unknown {
  assert(task !== undefined);
  return flags.map(([typed, seen]) => [typed, seen(task)]);
}

/** All of them reach the task. */
function look(id: string, flags: readonly Shown[]): Line {
  return {
    line: `show ${id}`,
    pick: ({ tasks }) => shows(flags, tasks[0]),
    is: flags.map(([typed, , is]) => [typed, is]),
  };
}

/** Every flag of a task, by every verb that takes it. */
export function taskFlags({ dir }: Stage): Chapter {
  const all = FLAGS.map(([typed]) => typed).join(" ");
  const command = ({ command }: Task) => command;
  const folder = `${dir}/tmp`;
  const wrapped = (verb: string, id: string, rest: string): Line[] => [
    { line: `${verb} --hold --name ${id} --venv ve --uv ${rest}` },
    {
      line: `show ${id}`,
      pick: ({ tasks }) => command(tasks[0]),
      is: `. ${dir}/ve/bin/activate && eval 'uv run -- true'`,
    },
    {
      line: `${verb} --hold --name ${id}-{array} --array 1-2%1 ${rest}`,
      out: new RegExp(`^${id}-1\n${id}-2\n$`),
    },
  ];
  return {
    about: "every flag of a task reaches it, by every verb that takes it",
    lines: [
      { line: `run --name one ${all} -- true` },
      look("one", FLAGS),
      { line: `submit ${folder}/plain.yaml --name two ${all}` },
      look("two", FLAGS),
      { line: `batch ${folder}/one.txt --name three ${all}` },
      look("three", FLAGS),
      { line: "run --name four --hold -- true" },
      { line: `edit four --name five ${all}`, out: /^five\n$/ },
      look("five", FLAGS),
      ...["run", "submit", "batch"].flatMap((verb): Line[] => {
        const [words, rest] = {
          run: ["", "-- true"],
          submit: [`${folder}/plain.yaml`, ""],
          batch: [`${folder}/one.txt`, ""],
        }[verb]!;
        const line = `${verb} ${words} --name ${verb}-share --hold --gpus 1 ` +
          `--gpu-share 2GiB ${rest}`;
        return [
          { line },
          look(`${verb}-share`, [
            ["--gpu-share 2GiB", option("gpuShare"), "2GiB"],
          ]),
        ];
      }),
      { line: "edit run-share --gpu-share 1GiB" },
      look("run-share", [["--gpu-share 1GiB", option("gpuShare"), "1GiB"]]),
      ...wrapped("run", "wrapped", "-- true"),
      ...wrapped("submit", "submitted", `${folder}/plain.yaml`),
      ...ALIASES.flatMap((alias, place): Line[] => [
        { line: `run -n alias-${place} --after wide ${alias[0]} -- true` },
        look("last", [alias]),
      ]),
      { line: "stop %queued", out: /^one\n/m },
    ],
  };
}
