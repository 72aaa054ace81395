import { z } from "zod";

/** The files that hold all but the logs, beside the recovery file. */
export const BACKED_UP = [
  "ant_tokens.json",
  "ant_envar_slots.json",
  "ant_token",
] as const;

/** The name that the recovery file has in a backup. */
export const STATE = "ant_recovery_state.json";

/** A whole server in one JSON file, but for its logs. */
export const Archive = z.strictObject({
  format: z.literal("ant-backup"),
  version: z.literal(1),
  /** The release that wrote it. */
  release: z.string(),
  madeAtMs: z.number(),
  /** Contents by name. */
  files: z.partialRecord(z.enum([STATE, ...BACKED_UP]), z.string()),
});

/** What is in a backup. */
export type Archive = z.output<typeof Archive>;

/** A backup on its way out: the JSON of an {@linkcode Archive}, bit by bit. */
export interface BackupText {
  readonly madeAtMs: number;
  readonly pieces: Iterable<string>;
}

/**
 * Reads a backup.
 *
 * @throws {TypeError} for what is none, with the reason.
 */
export function readArchive(text: string): Archive {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TypeError("it is no JSON", { cause });
  }
  const read = Archive.safeParse(value);
  if (!read.success) throw new TypeError(z.prettifyError(read.error));
  return read.data;
}
