import { basename, dirname } from "node:path";

/**
 * What a log has lost in its midst: the bytes from one up to another, as they
 * were written. The file is as long as ever, but has a hole there.
 */
export interface LogGap {
  readonly from: number;
  readonly to: number;
}

/** Where a byte stood when it was written, counted without the gap now. */
export function writtenByte(gap: LogGap | null, byte: number): number {
  return gap === null || byte < gap.from ? byte : byte + gap.to - gap.from;
}

/** Every line that tells of a gap is as long as this. */
export const GAP_LINE_BYTES = 100;

/** The line that stands between both ends of a log that was cut. */
export function gapLine(leftOutBytes: number): string {
  const text = `... ${leftOutBytes} bytes left out here, ` +
    "see HANDLER_max_log_bytes ";
  return `${text.padEnd(GAP_LINE_BYTES - 1, ".")}\n`;
}

/** Reads the gap of a log; `null` for one that has none. */
export async function readGap(logPath: string): Promise<LogGap | null> {
  try {
    const text = await Deno.readTextFile(gapPath(logPath));
    const [, from, to] = /^(\d{1,15}) (\d{1,15})\n$/.exec(text) ?? [];
    return to === undefined ? null : { from: Number(from), to: Number(to) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** Notes the gap of a log, in a hidden file beside it. */
export async function writeGap(logPath: string, gap: LogGap): Promise<void> {
  const path = gapPath(logPath);
  const text = `${gap.from} ${gap.to}\n`;
  await Deno.writeTextFile(`${path}.tmp`, text, { mode: 0o600 });
  await Deno.rename(`${path}.tmp`, path);
}

function gapPath(logPath: string): string {
  return `${dirname(logPath)}/.${basename(logPath)}.gap`;
}
