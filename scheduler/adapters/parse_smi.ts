/**
 * What `nvidia-smi` prints, read without trust: a line that is not what was
 * asked for is `null`, never an exception, and a cell that is not a number is
 * `null`, never 0. "Unknown" must not look like "idle".
 */

/** The columns asked of `--query-gpu`; the name is last, it may hold commas. */
export const GPU_FIELDS = [
  "index",
  "uuid",
  "pci.bus_id",
  "memory.used",
  "memory.total",
  "utilization.gpu",
  "power.draw",
  "power.limit",
  "temperature.gpu",
  "ecc.errors.uncorrected.volatile.total",
  "name",
] as const;

/** The columns asked of `--query-compute-apps`; the name is last again. */
export const APP_FIELDS = [
  "gpu_uuid",
  "pid",
  "used_memory",
  "process_name",
] as const;

/** One line about one GPU. */
export interface GpuRow {
  readonly index: number;
  readonly uuid: string | null;
  readonly busId: string | null;
  readonly memoryUsedMiB: number | null;
  readonly memoryTotalMiB: number | null;
  readonly utilizationPercent: number | null;
  readonly powerDrawWatts: number | null;
  readonly powerLimitWatts: number | null;
  readonly temperatureCelsius: number | null;
  /** Since the driver was loaded; `null` without ECC memory. */
  readonly uncorrectedErrors: number | null;
  readonly name: string | null;
  /** Why no task should go there; `null` when the GPU reads well. */
  readonly problem: string | null;
}

/** One line about one process on one GPU. */
export interface AppRow {
  readonly gpuUuid: string;
  readonly pid: number;
  readonly memoryUsedMiB: number | null;
  readonly processName: string | null;
}

/**
 * Reads one line of `--query-gpu` with `--format=csv,noheader,nounits`:
 *
 * ```text
 * 0, GPU-5f2c…, 00000000:19:00.0, 1024, 81559, 37, 301.25, 700.00, 54, 0, NVIDIA H100 80GB HBM3
 * 1, GPU-0d4b…, 00000000:3B:00.0, [GPU is lost], [GPU is lost], …
 * ```
 */
export function parseGpuRow(line: string): GpuRow | null {
  const cells = columns(line, GPU_FIELDS.length);
  if (cells === null || !/^\d{1,4}$/.test(cells[0]!)) return null;
  const [index, uuid, busId, used, total, load, draw, limit, heat, ecc, name] =
    cells as [string, ...string[]];
  return {
    index: Number(index),
    uuid: textOrNull(uuid!),
    busId: textOrNull(busId!),
    memoryUsedMiB: numberOrNull(used!),
    memoryTotalMiB: numberOrNull(total!),
    utilizationPercent: numberOrNull(load!),
    powerDrawWatts: numberOrNull(draw!),
    powerLimitWatts: numberOrNull(limit!),
    temperatureCelsius: numberOrNull(heat!),
    uncorrectedErrors: numberOrNull(ecc!),
    name: textOrNull(name!),
    problem: problemOf(cells),
  };
}

/**
 * Reads one line of `--query-compute-apps`:
 *
 * ```text
 * GPU-5f2c9c1e-8a0b-4a53-9d5e-0c6f9b0f1d11, 41822, 40312, /usr/bin/python3
 * GPU-5f2c9c1e-8a0b-4a53-9d5e-0c6f9b0f1d11, 524, [N/A], [Insufficient Permissions]
 * ```
 */
export function parseAppRow(line: string): AppRow | null {
  const cells = columns(line, APP_FIELDS.length);
  if (cells === null) return null;
  const [gpuUuid, pid, used, name] = cells as [string, ...string[]];
  if (textOrNull(gpuUuid) === null || !/^[1-9]\d{0,9}$/.test(pid!)) return null;
  return {
    gpuUuid,
    pid: Number(pid),
    memoryUsedMiB: numberOrNull(used!),
    processName: textOrNull(name!),
  };
}

/** Splits at commas, the last column taking all that is left. */
function columns(line: string, count: number): string[] | null {
  const cells = line.split(",");
  if (cells.length < count) return null;
  const last = cells.slice(count - 1).join(",");
  return [...cells.slice(0, count - 1), last].map((cell) => cell.trim());
}

/** Negative readings and exponents do not occur; anything else is unknown. */
function numberOrNull(cell: string): number | null {
  return /^\d{1,12}(\.\d{1,6})?$/.test(cell) ? Number(cell) : null;
}

/** `[N/A]`, `[Not Supported]`, `ERR!` and their like stand for no text. */
function textOrNull(cell: string): string | null {
  return cell === "" || isMarker(cell) ? null : cell;
}

function isMarker(cell: string): boolean {
  return /^\[.*\]$/.test(cell) || /^(ERR!|N\/A|Unknown Error)$/i.test(cell);
}

/**
 * A GPU is in trouble when any cell says so outright, and when its memory or
 * load fails to read. A load that the driver does not measure at all (as with
 * MIG) is no trouble, and neither is a laptop's power that reads `[N/A]`.
 */
function problemOf(cells: readonly string[]): string | null {
  const alarm = cells.find((cell) =>
    /lost|requires reset|ERR!/i.test(cell) && isMarker(cell)
  );
  if (alarm !== undefined) return `nvidia-smi says "${bare(alarm)}"`;
  for (const field of ["memory.used", "memory.total"] as const) {
    const cell = cells[GPU_FIELDS.indexOf(field)]!;
    if (numberOrNull(cell) === null) return unreadable(field, cell);
  }
  const load = cells[GPU_FIELDS.indexOf("utilization.gpu")]!;
  const measured = !/^\[?(N\/A|Not Supported)\]?$/i.test(load);
  return measured && numberOrNull(load) === null
    ? unreadable("utilization.gpu", load)
    : null;
}

function unreadable(field: string, cell: string): string {
  return `nvidia-smi says "${bare(cell)}" for ${field}`;
}

function bare(cell: string): string {
  return cell.replace(/^\[(.*)\]$/, "$1").slice(0, 80);
}
