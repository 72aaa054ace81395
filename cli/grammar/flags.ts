import { durationMs } from "../../scheduler/model/options/duration_ms.ts";
import { usage } from "../failure.ts";

/** The flags that were given, by name, in the order of the command line. */
export class Flags {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  /** Whether it was given, a switch not turned off again. */
  has(name: string): boolean {
    const value = this.text(name);
    return value !== null && value !== "no";
  }

  /** The last value given, or `null`. */
  text(name: string): string | null {
    return this.#values.get(name)?.at(-1) ?? null;
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** A switch as given, or `null` where nothing was said. */
  switch(name: string): boolean | null {
    return this.#values.has(name) ? this.has(name) : null;
  }

  /** @throws {Failure} for what is no whole number, or too small. */
  integer(name: string, least = 0): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (number >= least) return number;
    throw usage(
      `Cannot read "--${name} ${text}": it is no whole number from ${least} on`,
      undefined,
      name,
    );
  }

  /** Milliseconds; a bare number is in seconds. @throws {Failure} */
  durationMs(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const isBare = /^\d+(\.\d+)?$/.test(text.trim());
    const ms = durationMs(isBare ? `${text.trim()}s` : text);
    if (ms !== null) return ms;
    throw usage(
      `Cannot read "--${name} ${text}": it is no duration`,
      'Write it as "90", which are seconds, "5m", "2h30m" or "1:30:00".',
    );
  }
}
