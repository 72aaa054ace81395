import type { BoardView } from "./board.ts";
import type { History } from "./histories.ts";
import type { GpuPast, LongPast } from "./long_past.ts";
import { gigabytes, measured, oneDecimal, UNKNOWN } from "./words.ts";

/** How a line is told from its neighbors: a color token and a dash. */
export interface LineLook {
  readonly token: string;
  readonly dash: readonly number[];
  readonly width: number;
}

/** One line of a chart. */
export interface ChartLine {
  /** The physical index of its GPU; `null` for the machine's own. */
  readonly gpu: number | null;
  readonly look: LineLook;
  readonly values: History;
}

/** One small chart. */
export interface ChartPanel {
  readonly title: string;
  /** The present in a few words. */
  readonly now: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly lines: readonly ChartLine[];
}

/** One color and one dash for each GPU (DESIGN, Charts). */
const LOOKS: readonly LineLook[] = [
  { token: "accent", dash: [], width: 1.5 },
  { token: "warn", dash: [], width: 1.5 },
  { token: "lost", dash: [6, 4], width: 1.5 },
  { token: "text3", dash: [2, 3], width: 1.5 },
  { token: "fail", dash: [8, 3, 2, 3], width: 1.5 },
];

const PERCENT = { unit: "%", min: 0, max: 100 };
/** A room's warmth, and where no GPU should come. */
const CELSIUS = { unit: "°C", min: 20, max: 100 };

/** The look of the line of the GPU at that position. */
export function lineLook(position: number): LineLook {
  const look = LOOKS[position % LOOKS.length]!;
  return position < LOOKS.length ? look : { ...look, width: .8 };
}

/** The six charts; before a past is known they have no lines. */
export function chartPanels(
  board: BoardView,
  past: LongPast | null,
): readonly ChartPanel[] {
  const { host, gpus } = board;
  const cpu = { ...PERCENT, title: "CPU", lines: ownLine(past?.cpuPercent) };
  const ram = {
    title: "RAM",
    unit: "GB",
    min: 0,
    max: roundUp(host.ramTotalGiB ?? highest(past?.ramGiB), 1),
    lines: ownLine(past?.ramGiB),
  };
  const machine = [
    { ...cpu, now: measured(host.cpuPercent, "%") },
    { ...ram, now: measured(host.ramUsedGiB, "GB") },
  ];
  return gpus.length === 0 ? machine : [...machine, ...gpuPanels(board, past)];
}

function gpuPanels(
  { gpus }: BoardView,
  past: LongPast | null,
): readonly ChartPanel[] {
  const lines = (pick: (gpu: GpuPast) => History): readonly ChartLine[] =>
    (past?.gpus ?? []).map((gpu, place) => ({
      gpu: gpu.index,
      look: lineLook(place),
      values: pick(gpu),
    }));
  const memory = lines(({ memoryGiB }) => memoryGiB);
  const power = lines(({ powerWatts }) => powerWatts);
  const totalsMiB = gpus.map((gpu) => gpu.memoryTotalMiB ?? 0);
  const memoryTop = Math.max(...totalsMiB) / 1024 || highestOf(memory);
  const powerTop = Math.max(...gpus.map((gpu) => gpu.powerLimitWatts ?? 0)) ||
    highestOf(power);
  return [
    {
      ...PERCENT,
      title: "GPU load",
      now: busyWords(gpus),
      lines: lines(({ loadPercent }) => loadPercent),
    },
    {
      ...{ title: "GPU memory", unit: "GB", min: 0 },
      max: roundUp(memoryTop, 1),
      now: memoryWords(gpus),
      lines: memory,
    },
    {
      ...{ title: "GPU power", unit: "W", min: 0 },
      max: roundUp(powerTop, 50),
      now: powerWords(gpus),
      lines: power,
    },
    {
      ...CELSIUS,
      title: "GPU temperature",
      now: hottestWords(gpus),
      lines: lines(({ temperatureCelsius }) => temperatureCelsius),
    },
  ];
}

/** The machine's line is drawn like the first GPU's. */
function ownLine(values: History | undefined): readonly ChartLine[] {
  return values === undefined ? [] : [{ gpu: null, look: lineLook(0), values }];
}

type Gpus = BoardView["gpus"];

function busyWords(gpus: Gpus): string {
  const busy = gpus.filter(({ heldBy, status }) =>
    heldBy.length > 0 || status === "busy"
  );
  return `${busy.length} of ${gpus.length} busy`;
}

function memoryWords(gpus: Gpus): string {
  const used = sum(gpus.map((gpu) => gpu.memoryUsedMiB));
  const total = sum(gpus.map((gpu) => gpu.memoryTotalMiB));
  return `${gigabytes(used)} / ${gigabytes(total)} GB`;
}

function powerWords(gpus: Gpus): string {
  const watts = sum(gpus.map((gpu) => gpu.powerDrawWatts));
  return measured(watts === null ? null : Math.round(watts), "W");
}

function hottestWords(gpus: Gpus): string {
  const known = knownOf(gpus.map((gpu) => gpu.temperatureCelsius));
  return known.length === 0
    ? `${UNKNOWN} °C`
    : `${oneDecimal(Math.max(...known))} °C hottest`;
}

function sum(values: readonly (number | null)[]): number | null {
  const known = knownOf(values);
  return known.length === 0 ? null : known.reduce((a, b) => a + b);
}

function knownOf(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function highest(history: History = []): number {
  return knownOf(history).reduce((a, b) => Math.max(a, b), 0);
}

function highestOf(lines: readonly ChartLine[]): number {
  return Math.max(0, ...lines.map(({ values }) => highest(values)));
}

function roundUp(value: number, step: number): number {
  return Math.max(step, Math.ceil(value / step) * step);
}
