const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What stands where nothing is known. */
export const UNKNOWN = "–" as const;

/** Writes how long something took, in its two largest units. */
export function duration(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < SECOND_MS) return "< 1 s";
  if (whole < MINUTE_MS) return `${Math.floor(whole / SECOND_MS)} s`;
  if (whole < HOUR_MS) return twoUnits(whole, MINUTE_MS, "m", SECOND_MS, "s");
  if (whole < DAY_MS) return twoUnits(whole, HOUR_MS, "h", MINUTE_MS, "m");
  return twoUnits(whole, DAY_MS, "d", HOUR_MS, "h");
}

function twoUnits(
  ms: number,
  largeMs: number,
  large: string,
  smallMs: number,
  small: string,
): string {
  const rest = Math.floor((ms % largeMs) / smallMs);
  return `${Math.floor(ms / largeMs)} ${large} ${padded(rest)} ${small}`;
}

/** Writes how long ago something was: a glance needs no seconds in an hour. */
export function age(ms: number): string {
  const whole = Math.max(0, ms);
  return whole >= MINUTE_MS && whole < HOUR_MS
    ? `${Math.floor(whole / MINUTE_MS)} m`
    : duration(whole);
}

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Writes an instant as people say it: today, within a week, or the date. */
export function when(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const days = dayNumber(new Date(nowMs)) - dayNumber(at);
  const clock = `${padded(at.getHours())}:${padded(at.getMinutes())}`;
  if (days === 0) return `today ${clock}`;
  if (days === -1) return `tomorrow ${clock}`;
  if (Math.abs(days) < 7) return `${WEEKDAYS[at.getDay()]} ${clock}`;
  return dayOf(at);
}

/** Writes an instant in full, seconds included. */
export function whenExactly(atMs: number): string {
  const at = new Date(atMs);
  const clock = [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map(padded).join(":");
  return `${dayOf(at)}, ${clock}`;
}

/** Writes an instant for machines and titles (ISO 8601). */
export function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}

function dayOf(at: Date): string {
  return `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}`;
}

function dayNumber(at: Date): number {
  return Math.floor(
    Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / DAY_MS,
  );
}

function padded(part: number): string {
  return String(part).padStart(2, "0");
}

/** Groups digits by thousands. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Counts a noun: `1 task`, `2 tasks`. */
export function counted(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** Says how many GPUs something needs. */
export function gpuCount(number: number): string {
  return number === 0 ? "No GPU" : counted(number, "GPU");
}

/** Names GPUs: `GPU 4`, `GPUs 0–3`, `GPUs 0, 2`. */
export function gpuNames(indices: readonly number[]): string {
  if (indices.length === 0) return "No GPU";
  if (indices.length === 1) return `GPU ${indices[0]}`;
  const sorted = indices.toSorted((a, b) => a - b);
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const isRun = sorted.length > 2 && last - first === sorted.length - 1;
  return `GPUs ${isRun ? `${first}–${last}` : sorted.join(", ")}`;
}

/** Writes MiB as the driver's GB, with one decimal where it says something. */
export function gigabytes(mebibytes: number | null): string {
  return mebibytes === null ? UNKNOWN : oneDecimal(mebibytes / 1024);
}

/** Rounds to one decimal and drops `.0`. */
export function oneDecimal(number: number): string {
  const [whole, tenth] = number.toFixed(1).split(".");
  const head = grouped(Number(whole));
  return tenth === "0" ? head : `${head}.${tenth}`;
}

const SIZES = ["bytes", "KB", "MB", "GB", "TB"];

/** Writes the size of a file: `812 bytes`, `1.07 GB`. */
export function fileSize(bytes: number): string {
  const step = Math.min(
    SIZES.length - 1,
    Math.floor(Math.log10(Math.max(1, bytes)) / 3),
  );
  const number = bytes / 1000 ** step;
  const text = step === 0 ? String(bytes) : number.toPrecision(3);
  return `${Number(text)} ${SIZES[step]}`;
}

/** Writes a measured value with its unit, or a dash where there is none. */
export function measured(value: number | null, unit: string): string {
  return value === null ? UNKNOWN : `${oneDecimal(value)} ${unit}`;
}

/** Leaves out the class that ANT's own clients read before some reasons. */
export function plainReason(text: string): string {
  return text.replace(/^[A-Z]\w*Error: /, "");
}
