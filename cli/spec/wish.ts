import { resolve } from "node:path";
import { usage } from "../failure.ts";
import type { Flags } from "../grammar/flags.ts";
import type { Terminal } from "../output/terminal.ts";
import { atMostOf, inArray } from "./array.ts";
import { inEnvironment, onOneLine } from "./command_text.ts";
import { OPTION_FIELDS } from "./run_flags.ts";

/** A submission, as `POST /api/v1/tasks` takes it. */
export interface Wish {
  readonly command: string;
  readonly mode?: "multi";
  readonly id?: string;
  readonly gpus?: number;
  readonly env: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

/** Where a wish is made. */
export interface WishPlace {
  readonly terminal: Pick<Terminal, "cwd" | "env">;
  /** Whether the server sees the same folders. */
  readonly isLocal: boolean;
}

/** What flags and a command ask for. @throws {Failure} */
export function wishOf(
  flags: Flags,
  command: string,
  place: WishPlace,
): Wish {
  const id = flags.text("name");
  const gpus = flags.integer("gpus");
  const venv = flags.text("venv");
  const array = flags.text("array");
  const python = {
    venv: venv === null ? null : folder(venv, place),
    isUv: flags.has("uv"),
  };
  return {
    command: inArray(inEnvironment(onOneLine(command), python), array),
    ...id === null ? {} : { id },
    ...gpus === null ? {} : { gpus },
    env: { ...variables(flags, place), ...places(flags, place) },
    tags: flags.all("tag").flatMap((text) => text.split(",")),
    options: { ...atMostOf(array), ...optionsOf(flags) },
  };
}

function optionsOf(flags: Flags): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...OPTION_FIELDS].flatMap(([flag, field]) => {
      const value = flags.text(flag);
      return value === null ? [] : [[field, inItsWords(flag, value)]];
    }),
  );
}

/** What other schedulers write, in the words of the table. */
function inItsWords(flag: string, value: string): string {
  if (flag !== "begin") return value;
  const [, count, unit = "s"] =
    /^(?:now\+)?(\d+)\s*(seconds?|minutes?|hours?|days?|weeks?|[smhdw])?$/
      .exec(value) ?? [];
  return count === undefined ? value : `+${count}${unit[0]}`;
}

function variables(
  flags: Flags,
  { terminal }: WishPlace,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    flags.all("env").map((text) => {
      const [, name = "", value] = /^([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
      const found = value ?? terminal.env(name);
      if (name !== "" && found !== null) return [name, found];
      throw usage(
        `Cannot take variable "${text}": it is not set here`,
        "Write NAME=VALUE, or the NAME of one that is set.",
        "env",
      );
    }),
  );
}

function places(
  flags: Flags,
  place: WishPlace,
): Readonly<Record<string, string>> {
  const cwd = flags.text("cwd");
  const conda = flags.text("conda");
  const program = flags.text("conda-path");
  const here = place.isLocal ? place.terminal.cwd : null;
  const wd = cwd === null ? here : folder(cwd, place);
  const isPath = conda?.includes("/");
  return {
    ...wd === null ? {} : { ["ant_wd"]: wd },
    ...conda === null || !isPath
      ? {}
      : { ["ant_conda_env_path"]: folder(conda, place) },
    ...conda === null || isPath ? {} : { ["ant_conda_env"]: conda },
    ...program === null ? {} : { ["ant_conda_path"]: program },
  };
}

/** Elsewhere, folders of this machine mean nothing. */
function folder(path: string, { terminal, isLocal }: WishPlace): string {
  return isLocal && !path.startsWith("~") ? resolve(terminal.cwd, path) : path;
}
