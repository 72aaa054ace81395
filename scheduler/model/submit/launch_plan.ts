import { maskEnv } from "../secrets.ts";
import { type Envar, processEnv, settingOf } from "./envar.ts";
import { shellQuote } from "./shell_words.ts";

/** What is known of the account and the machine that a task runs on. */
export interface LaunchPlace {
  /** The home folder, which a leading `~` means. */
  readonly home: string;
  /** The shell that reads the command, such as `/bin/bash`. */
  readonly shell: string;
}

/** How to start a command: a program with arguments, and no shell text. */
export interface LaunchPlan {
  readonly argv: readonly [string, ...string[]];
  /** Whether `argv` is the shell with the command, and nothing around it. */
  readonly runsShell: boolean;
  /** The folder to start in; `null` for that of the server. */
  readonly cwd: string | null;
  /** What the variables add to the environment. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Plans the launch of a command. The working folder is the process's own, and
 * conda runs the shell, so that both hold for every part of the command.
 */
export function launchPlan(
  command: string,
  envar: Envar,
  place: LaunchPlace,
): LaunchPlan {
  const folder = settingOf(envar, "ant_wd");
  const conda = condaPrefix(envar, place.home);
  return {
    argv: conda
      ? [...conda, place.shell, "-c", command]
      : [place.shell, "-c", command],
    runsShell: conda === null,
    cwd: folder === null ? null : expandHome(folder, place.home),
    env: processEnv(envar),
  };
}

/**
 * Writes the launch as one line of shell, for a person to read: variables,
 * folder, conda, command. Values that look secret are masked.
 */
export function composedCommand(
  command: string,
  envar: Envar,
  place: LaunchPlace,
): string {
  const { argv, cwd } = launchPlan(command, envar, place);
  const pairs = Object.entries(processEnv(maskEnv(envar)))
    .map(([key, value]) => `${shellQuote(key)}=${shellQuote(value)}`);
  const exports = pairs.length === 0 ? "" : `export ${pairs.join(" ")}; `;
  const folder = cwd === null ? "" : `cd ${shellQuote(cwd)} && `;
  const usesConda = condaPrefix(envar, place.home) !== null;
  return exports + folder +
    (usesConda ? argv.map(shellQuote).join(" ") : command);
}

function condaPrefix(
  envar: Envar,
  home: string,
): readonly [string, ...string[]] | null {
  const conda = expandHome(settingOf(envar, "ant_conda_path") ?? "conda", home);
  const path = settingOf(envar, "ant_conda_env_path");
  if (path !== null) {
    return [conda, "run", "--live-stream", "-p", expandHome(path, home)];
  }
  const name = settingOf(envar, "ant_conda_env");
  return name === null ? null : [conda, "run", "--live-stream", "-n", name];
}

function expandHome(path: string, home: string): string {
  return path === "~" || path.startsWith("~/") ? home + path.slice(1) : path;
}
