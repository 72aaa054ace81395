import { usage } from "../failure.ts";

const SHAPE = /^(\d+(?:-\d+(?::\d+)?)?(?:,\d+(?:-\d+(?::\d+)?)?)*)(?:%(\d+))?$/;
const MOST = 10_000;

/**
 * A command for each number of an array, sbatch(1): the number is in
 * `ANT_ARRAY_ID`, and where scripts for Slurm look for it.
 *
 * @throws {Failure} for what is no list of numbers.
 */
export function inArray(command: string, array: string | null): string {
  if (array === null) return command;
  const ids = `ANT_ARRAY_ID={sweep array ${numbers(array).join(" ")}}`;
  return `export ${ids} SLURM_ARRAY_TASK_ID={array}; ${command}`;
}

/** How many of an array run at once, where it says so. */
export function atMostOf(
  array: string | null,
): Readonly<Record<string, string>> {
  const [, , most] = SHAPE.exec(array ?? "") ?? [];
  return most === undefined ? {} : { atMost: most };
}

function numbers(array: string): readonly number[] {
  const [, list] = SHAPE.exec(array) ?? [];
  if (list === undefined) {
    throw usage(
      `Cannot read "--array ${array}"`,
      "Write 1-10, 0-8:2 or 1-10%4.",
      "array",
    );
  }
  const found = list.split(",").flatMap((part) => {
    const [range = "", step = "1"] = part.split(":");
    const [first, last = first] = range.split("-").map(Number);
    const count = Math.floor((last! - first!) / Number(step)) + 1;
    if (!(count > 0 && count <= MOST)) {
      const why = `"${part}" is no range`;
      throw usage(
        `Cannot read "--array ${array}": ${why}`,
        "Write 1-10, 0-8:2 or 1-10%4.",
        "array",
      );
    }
    return Array.from({ length: count }, (_, at) => first! + at * Number(step));
  });
  return [...new Set(found)];
}
