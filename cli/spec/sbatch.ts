import { TASK_ALIASES } from "./aliases.ts";
import { TASK_FLAGS } from "./run_flags.ts";

/** Letters of sbatch(1) and the words that they stand for. */
const SHORT: Readonly<Record<string, string>> = {
  G: "gpus",
  J: "job-name",
  c: "cpus-per-task",
  t: "time",
  D: "chdir",
  d: "dependency",
  a: "array",
  b: "begin",
  C: "constraint",
  H: "hold",
  A: "account",
  N: "nodes",
  n: "ntasks",
  o: "output",
  e: "error",
  i: "input",
  p: "partition",
  q: "qos",
  x: "exclude",
  w: "nodelist",
  L: "licenses",
  O: "overcommit",
  s: "oversubscribe",
  W: "wait",
  k: "no-kill",
};

/** Those without a value. */
const SWITCHES = [
  "hold",
  "overcommit",
  "oversubscribe",
  "exclusive",
  "requeue",
  "no-requeue",
  "parsable",
  "wait",
  "no-kill",
  "contiguous",
  "spread-job",
  "use-min-nodes",
];

/** What of sbatch's flags has the same meaning here. */
export const SBATCH_FLAGS: readonly string[] = [
  "gpus",
  "gpus-per-node",
  "gpus-per-task",
  "gres",
  "job-name",
  "cpus-per-task",
  "mem",
  "time",
  "chdir",
  "dependency",
  "array",
  "begin",
  "constraint",
  "hold",
  "nice",
  "export",
  "signal",
].filter((name) =>
  [...TASK_FLAGS, ...TASK_ALIASES].some((flag) => flag.name === name)
);

/** Keeps what means something here, and names what does not. */
export function fromSbatch(words: readonly string[]): {
  readonly words: readonly string[];
  readonly ignored: readonly string[];
} {
  const kept: string[] = [];
  const ignored: string[] = [];
  const left = [...words];
  while (left.length > 0) {
    const word = left.shift()!;
    const [, long, letter = "", inline] =
      /^(?:--([^=]+)|-(\w))(?:=?(.+))?$/s.exec(word) ?? [];
    const name = long ?? SHORT[letter] ?? letter;
    const isSwitch = SWITCHES.includes(name);
    const value = isSwitch ? null : inline ?? left.shift() ?? "";
    const written = value === null ? `--${name}` : `--${name}=${value}`;
    (SBATCH_FLAGS.includes(name) ? kept : ignored).push(written);
  }
  return { words: kept, ignored };
}
