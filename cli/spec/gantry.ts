import { usage } from "../failure.ts";
import type { Alias } from "../grammar/verb.ts";

const ONE = "there is one machine here";
const NO_CONTAINER = "a task runs on the machine itself";

/** What changes nothing where there is one machine, and no container. */
const IGNORED: readonly (readonly [name: string, why: string])[] = [
  ...["workspace", "w", "budget", "b", "cluster", "hostname"]
    .map((name) => [name, ONE] as const),
  ["shared-memory", NO_CONTAINER],
  ["synchronized-start-timeout", ONE],
];

const IGNORED_SWITCHES: readonly (readonly [name: string, why: string])[] = [
  ...["host-networking", "leader-selection", "propagate-failure"]
    .map((name) => [name, ONE] as const),
  ["allow-dirty", "it runs in the folder as it is"],
  ["system-python", NO_CONTAINER],
  ["no-python", "nothing is set up that was not asked for"],
];

const FOLDERS = "Its files are where they are on the machine; name them there.";
const PYTHON = "--conda, --venv and --uv say which Python there is to be.";
const TORCHRUN = "Write it out: -- torchrun --nproc-per-node 2 train.py";

/** What would mean something, and cannot here. */
const REFUSED: readonly (readonly [name: string, hint: string])[] = [
  ...["weka", "dataset", "mount", "m", "upload", "u"]
    .map((name) => [name, FOLDERS] as const),
  ...["beaker-image", "docker-image", "install", "uv-extra", "uv-torch-backend"]
    .map((name) => [name, PYTHON] as const),
  ["env-secret", "Write --env NAME, and its value is taken from here."],
  ["replicas", "There is one machine here; --array makes many tasks."],
];

/** gantry's flags for a cluster, as far as people type them. */
export const GANTRY_ALIASES: readonly Alias[] = [
  ...IGNORED.map(([name, ignored]) => ({ name, ignored, means: () => [] })),
  ...IGNORED_SWITCHES.map(([name, ignored]) => ({
    ...{ name, ignored, means: () => [] },
    isSwitch: true as const,
  })),
  ...REFUSED.map(([name, hint]) => refused(name, hint)),
  { ...refused("torchrun", TORCHRUN), isSwitch: true },
];

function refused(name: string, hint: string): Alias {
  const written = name.length === 1 ? `-${name}` : `--${name}`;
  const means = () => {
    throw usage(`Cannot do what "${written}" does elsewhere`, hint);
  };
  return { name, means };
}
