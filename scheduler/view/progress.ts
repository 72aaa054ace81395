import type { TerminalLine } from "./terminal_text.ts";
import { grouped } from "./words.ts";

/** How far a program says that it is. */
export interface Progress {
  /** From 0 to 100. */
  readonly percent: number;
  /** What is counted: `epoch 62 of 90`, `74,448 of 92,000`; or nothing. */
  readonly counts: string;
}

/** What is further back says nothing about the present. */
const LOOKED_AT = 60;

/** tqdm: ` 81%|████▏  | 74448/92000 [27:04:11<5:28:02,  1.12s/it]`. */
const TQDM = /(\d{1,3})%\|[^|]*\|\s*([\d.]+[kMGTP]?)\/([\d.]+[kMGTP]?)/;
/** Keras: ` 45/1563 [>......]`, `782/1563 ━━━━ 2s 3ms/step`. */
const KERAS = /^\s*(\d+)\/(\d+) (?:\[[=>.\s]*\]|[━╸╺─-]{3,})/;
/** pip: `   ━━━━━━━━╸━━━━ 12.3/45.6 MB 10.2 MB/s eta 0:00:04`. */
const PIP = /[━╸╺]{3,}\s*([\d.]+)\/([\d.]+) ([kMG]?B)\b/;
/** wget: `model.bin   45%[=======>      ] 12.34M  1.2MB/s  eta 10s`. */
const WGET = /(?:^|\s)(\d{1,3})%\[[=>+ ]*\]/;
/** rsync: `  1,238,099,968  45%  110.32MB/s    0:00:12`. */
const RSYNC = /^\s*[\d,.]+[KMGT]?\s+(\d{1,3})%\s+[\d.,]+[kKMG]?B\/s\s/;
/** `Epoch 3/10`, `epoch [3/10]`, `epoch: 3 of 10`. */
const EPOCH = /\bepochs?\b\W{0,3}(\d+)\s*(?:\/|of)\s*(\d+)/i;
/** `step 120/9000`, `Iter [120/9000]`, `batch 12 of 50`. */
const STEP =
  /\b(steps?|iter(?:ation)?s?|batch(?:es)?|it)\b\W{0,3}(\d[\d,]*)\s*(?:\/|of)\s*(\d[\d,]*)/i;
/** `Progress: 45%`, `45 % done`. */
const SAID =
  /\bprogress\b\D{0,3}(\d{1,3})(?:\.\d+)?\s?%|\b(\d{1,3})(?:\.\d+)?\s?% (?:done|complete)/i;

/**
 * Reads from a program's last lines how far it is; `null` where they do not
 * say it. Bars within an epoch count as its part of all epochs.
 */
export function progressOf(lines: readonly TerminalLine[]): Progress | null {
  const last = lines.slice(-LOOKED_AT).map(textOf)
    .filter((line) => line.trim() !== "");
  const epoch = lastOf(last, epochIn);
  const bar = lastOf(last, barIn);
  if (epoch !== null) {
    const [, at, of] = epoch.found;
    const isWithin = bar !== null && bar.at >= epoch.at;
    const share = isWithin ? bar.found.percent / 100 : 0;
    const percent = Math.min(100, (at - 1 + share) / of * 100);
    return { percent, counts: `epoch ${grouped(at)} of ${grouped(of)}` };
  }
  if (bar === null) return null;
  // A bar that is full and has been left behind belongs to what was before.
  const isBehind = bar.found.percent >= 100 && bar.at < last.length - 1;
  return isBehind ? null : bar.found;
}

function textOf(line: TerminalLine): string {
  return typeof line === "string"
    ? line
    : line.map(({ text }) => text).join("");
}

function lastOf<Found>(
  lines: readonly string[],
  find: (line: string) => Found | null,
): { readonly found: Found; readonly at: number } | null {
  for (let at = lines.length - 1; at >= 0; at--) {
    const found = find(lines[at]!);
    if (found !== null) return { found, at };
  }
  return null;
}

type Ratio = readonly [word: string, at: number, of: number];

function epochIn(line: string): Ratio | null {
  const found = EPOCH.exec(line);
  if (found === null) return null;
  return ratio("", found[1]!, found[2]!);
}

function barIn(line: string): Progress | null {
  const tqdm = TQDM.exec(line);
  if (tqdm !== null) {
    return percentOf(tqdm[1]!, `${pretty(tqdm[2]!)} of ${pretty(tqdm[3]!)}`);
  }
  const pip = PIP.exec(line);
  if (pip !== null) {
    const percent = Number(pip[1]) / Number(pip[2]) * 100;
    return percentOf(String(percent), `${pip[1]} of ${pip[2]} ${pip[3]}`);
  }
  const alone = WGET.exec(line) ?? RSYNC.exec(line);
  if (alone !== null) return percentOf(alone[1]!, "");
  const keras = KERAS.exec(line);
  const step = STEP.exec(line);
  const counted = keras !== null
    ? ratio("step", keras[1]!, keras[2]!)
    : step !== null
    ? ratio(step[1]!, step[2]!, step[3]!)
    : null;
  if (counted !== null) {
    const [word, at, of] = counted;
    const counts = `${word.toLowerCase()} ${grouped(at)} of ${grouped(of)}`;
    return { percent: at / of * 100, counts };
  }
  const said = SAID.exec(line);
  return said === null ? null : percentOf(said[1] ?? said[2]!, "");
}

/** Nothing where more than all would be done. */
function ratio(word: string, at: string, of: string): Ratio | null {
  const [done, all] = [at, of].map((text) => Number(text.replaceAll(",", "")));
  return all! > 0 && done! <= all! ? [word, done!, all!] : null;
}

function percentOf(text: string, counts: string): Progress | null {
  const percent = Number(text);
  return percent >= 0 && percent <= 100 ? { percent, counts } : null;
}

function pretty(count: string): string {
  return /^\d+$/.test(count) ? grouped(Number(count)) : count;
}
