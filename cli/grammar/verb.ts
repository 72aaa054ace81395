import type { Select } from "../output/jq.ts";
import type { Outcome } from "../output/outcome.ts";
import type { Terminal } from "../output/terminal.ts";
import type { Api } from "../server/api.ts";
import type { Settings } from "../server/settings.ts";
import type { Flags } from "./flags.ts";

/** One flag of a verb: parser, help and completion read this row. */
export interface Flag {
  /** Without dashes; a switch is also turned off, as `--no-NAME`. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What its value is called; `null` for a switch. */
  readonly value: string | null;
  /** Whether the value may be left out; then it follows a `=`. */
  readonly optional?: true;
  /** Whether it may be given more than once. */
  readonly many?: true;
  /** Sentences. */
  readonly help: string;
  /** The heading under which the help lists it. */
  readonly group?: string;
  /** The words that its value may be. */
  readonly choices?: readonly string[];
}

/** Another spelling that is understood and not shown in the list of flags. */
export interface Alias {
  /** As other tools write it, without dashes; one letter is a short one. */
  readonly name: string;
  /** Turns its value into flags of the verb and their values. */
  readonly means: (value: string) => readonly (readonly [string, string])[];
  /** Why it changes nothing here, where it does not. */
  readonly ignored?: string;
  /** The word that it stands for, where it is no flag at all. */
  readonly word?: string;
  /** Whether it is a switch. */
  readonly isSwitch?: true;
}

/** What words a verb takes. */
export interface Words {
  /** As the synopsis shows them, such as `ID...`; empty for none. */
  readonly shown: string;
  readonly least: number;
  readonly most: number;
  /** What completion offers for them. */
  readonly complete?: "task" | "gpu" | "file" | "topic" | readonly string[];
}

/** What a verb gets to work with. */
export interface Call {
  readonly flags: Flags;
  readonly words: readonly string[];
  /** What stood behind `--`; `null` without one. */
  readonly rest: readonly string[] | null;
  readonly terminal: Terminal;
  /** What `--jq` asks for; `null` without. */
  readonly select: Select | null;
  /** Of this program. */
  readonly version: string;
  readonly settings: () => Promise<Settings>;
  /** Finds the server on the first call. */
  readonly api: () => Promise<Api>;
}

/** One verb, in a file of its own. */
export interface Verb {
  readonly words: Words;
  /** Whether `-- COMMAND...` follows. */
  readonly takesCommand?: true;
  /** Paragraphs of the manual page. */
  readonly description: readonly string[];
  readonly flags: readonly Flag[];
  readonly aliases?: readonly Alias[];
  /** Command lines, and what each does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** Also named by the manual page. */
  readonly seeAlso?: readonly string[];
  /** Writes its output itself, as it comes. */
  readonly streams?: true;
  readonly run: (call: Call) => Promise<Outcome>;
}

/** The words of a verb that takes none. */
export const NO_WORDS: Words = { shown: "", least: 0, most: 0 };

/** The words of a verb that works on tasks. */
export const TASKS: Words = {
  shown: "TASK...",
  least: 1,
  most: Infinity,
  complete: "task",
};

/** The words of a verb that works on one task. */
export const ONE_TASK: Words = { ...TASKS, shown: "TASK", most: 1 };
