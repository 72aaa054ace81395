import { excerpt, Invalid } from "../submit/issues.ts";
import type { GpuIndex, TaskId } from "../units.ts";

const MAX_NAMES = 100;

/** Reads the words of a list with commas between them; none is nothing. */
export function readWords(text: string): readonly string[] | null {
  const words = text.split(",").map((word) => word.trim())
    .filter((word) => word !== "");
  return words.length === 0 ? null : [...new Set(words)];
}

/** Reads physical indices: `0,2` or `0-3`. */
export function readGpuIds(text: string): readonly GpuIndex[] | null | Invalid {
  const gpus: GpuIndex[] = [];
  for (const word of readWords(text) ?? []) {
    const [, from, to] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(word) ?? [];
    const [first, last] = [Number(from), Number(to ?? from)];
    if (from === undefined || last < first) {
      return new Invalid(
        `"${excerpt(word)}" is no GPU, write indices such as "0,2" or "0-3"`,
      );
    }
    for (let gpu = first; gpu <= last; gpu++) gpus.push(gpu);
  }
  const each = [...new Set(gpus)].sort((a, b) => a - b);
  return each.length === 0 ? null : each;
}

/** Reads words that names of GPUs hold: `h100,a100`. */
export function readGpuTypes(text: string): readonly string[] | null {
  return readWords(text.toLowerCase());
}

/** Reads the ids of other tasks, or `@` and `@~2` for those queued before. */
export function readTaskIds(text: string): readonly TaskId[] | null | Invalid {
  const ids = readWords(text);
  return ids === null || ids.length <= MAX_NAMES
    ? ids
    : new Invalid(`it names ${ids.length} tasks, ${MAX_NAMES} are the most`);
}

/** Reads names that stand in a list. */
export function readNames<Name extends string>(
  known: readonly Name[],
  what: string,
): (text: string) => readonly Name[] | null | Invalid {
  return (text) => {
    const words = readWords(text.toLowerCase());
    if (words === null || words.includes("any")) return null;
    const bad = words.find((word) => !known.some((name) => name === word));
    return bad === undefined ? words as readonly Name[] : new Invalid(
      `"${excerpt(bad)}" is no ${what}, choose from any, ${known.join(", ")}`,
    );
  };
}
