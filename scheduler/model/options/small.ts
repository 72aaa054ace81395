import { excerpt, Invalid } from "../submit/issues.ts";
import {
  type TagLimit,
  WARNING_SIGNALS,
  type WarningSignal,
  type WarningSignalName,
} from "../task_options.ts";
import { readTags } from "../submit/tags.ts";
import { readDuration, writeDuration } from "./duration.ts";

const MOST_RETRIES = 100;
const YES = ["true", "yes", "on", "1"];
const NO = ["false", "no", "off", "0"];

/** Reads a number of cores, hundredths and all. */
export function readCpus(text: string): number | Invalid {
  const count = /^\s*\d{1,4}(\.\d{1,2})?\s*$/.test(text) ? Number(text) : 0;
  return count > 0 ? count : new Invalid(
    `"${excerpt(text)}" is no number of cores, write "8" or "0.5"`,
  );
}

/** Reads a yes; a no asks for nothing. */
export function readYes(text: string): true | null | Invalid {
  const word = text.trim().toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word)
    ? null
    : new Invalid(`"${excerpt(text)}" is neither true nor false`);
}

/** Reads how many further attempts there may be; none is nothing. */
export function readRetries(text: string): number | null | Invalid {
  const count = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : NaN;
  if (count === 0) return null;
  return count <= MOST_RETRIES ? count : new Invalid(
    `"${excerpt(text)}" is no number of attempts from 0 to ${MOST_RETRIES}`,
  );
}

/** Reads how many tasks with a tag may run at once: `4@lr`. */
export function readTagLimit(text: string): TagLimit | Invalid {
  const [, count = "", tag = ""] = /^\s*(\d{1,5})@(.+)$/.exec(text) ?? [];
  const tags = readTags(tag);
  const isOne = !(tags instanceof Invalid) && tags.length === 1;
  return Number(count) > 0 && isOne
    ? { count: Number(count), tag: tags[0]! }
    : new Invalid(
      `"${excerpt(text)}" is no limit, write a number and a tag: "4@lr"`,
    );
}

/** Reads a warning before the time limit: `USR1@5m`, as sbatch(1) has it. */
export function readWarning(text: string): WarningSignal | Invalid {
  const [, word = "", before = ""] = /^\s*([^@]*)@(.*)$/.exec(text) ?? [];
  const name = word.trim().toUpperCase().replace(/^(?!SIG)/, "SIG");
  const signal = WARNING_SIGNALS.find((known) => known === name);
  if (signal === undefined) return new Invalid(badWarning(text));
  const beforeMs = readDuration(before);
  return beforeMs instanceof Invalid ? beforeMs : { signal, beforeMs };
}

/** Writes it again. */
export function writeWarning({ signal, beforeMs }: WarningSignal): string {
  return `${signal.slice("SIG".length)}@${writeDuration(beforeMs)}`;
}

function badWarning(text: string): string {
  const short = (name: WarningSignalName) => name.slice("SIG".length);
  return `"${
    excerpt(text)
  }" is no warning, write a signal and how long before ` +
    `the limit, such as "USR1@5m"; signals are ` +
    WARNING_SIGNALS.map(short).join(", ");
}
