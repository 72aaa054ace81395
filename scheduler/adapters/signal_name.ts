import { constants } from "node:os";

/** Of two names for one number, as SIGABRT and SIGIOT, the first counts. */
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.signals)
    .map(([name, number]) => [number, name] as const)
    .toReversed(),
);

/** What a signal is called, as `SIGTERM`; `null` for a number without a name. */
export function signalName(number: number): string | null {
  return NAMES.get(number) ?? null;
}
