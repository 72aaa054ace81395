import type { Config } from "../config/config.ts";
import { StartError } from "../config/start_error.ts";
import { Invalid, OPTIONS } from "../scheduler/mod.ts";

/** Options that are about one task, and no habit of a server. */
const ITS_OWN: readonly string[] = [
  "ant_gpu_ids",
  "ant_begin",
  "ant_after",
  "ant_after_any",
];

/**
 * Reads the options that tasks have by default, by their fields.
 *
 * @throws {StartError} for one that is unknown, or that no task could have.
 */
export function readDefaultOptions(
  { defaultOptions }: Pick<Config, "defaultOptions">,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(defaultOptions).map(([name, value]) => {
      const row = OPTIONS.find((one) => one.name === name);
      if (row === undefined || ITS_OWN.includes(name)) {
        const can = OPTIONS.map((one) => one.name)
          .filter((one) => !ITS_OWN.includes(one));
        throw fault(name, `it can be one of ${can.join(", ")}`);
      }
      const clock = { nowMs: 0, timeZoneOffsetMinutes: 0 };
      const read = row.read(String(value), {}, clock);
      if (read instanceof Invalid) throw fault(name, read.reason);
      return [row.field, String(value)];
    }),
  );
}

function fault(name: string, reason: string): StartError {
  return new StartError(
    "config",
    `Cannot use "${name}" in DEFAULT_options: ${reason}`,
  );
}
