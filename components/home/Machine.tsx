import type { BoardView } from "../../scheduler/view/board.ts";
import { gigabytes, measured, oneDecimal } from "../../scheduler/view/words.ts";
import { UNKNOWN } from "../../scheduler/view/words.ts";
import { Bar } from "../parts/Bar.tsx";
import { Sparkline } from "../parts/Sparkline.tsx";

/** The machine's recent past, oldest first. */
export interface MachinePast {
  readonly cpuPercent: readonly (number | null)[];
  readonly ramGiB: readonly (number | null)[];
}

/** What {@linkcode Machine} is given. */
export interface MachineProps {
  readonly board: BoardView;
  readonly past: MachinePast;
}

/** What all tasks share: processor, memory, power. */
export function Machine({ board: { host, gpus }, past }: MachineProps) {
  const { cpuPercent, cpuCount, ramUsedGiB, ramTotalGiB } = host;
  const used = sum(gpus.map((gpu) => gpu.memoryUsedMiB));
  const total = sum(gpus.map((gpu) => gpu.memoryTotalMiB));
  const power = sum(gpus.map((gpu) => gpu.powerDrawWatts));
  const ramShare = share(ramUsedGiB, ramTotalGiB);
  return (
    <section class="p host" aria-labelledby="host-title">
      <div class="ph">
        <h2 id="host-title">Machine</h2>
        <span class="c" title={host.cpuName ?? undefined}>{host.cpuName}</span>
      </div>
      <dl>
        <dt>CPU</dt>
        <dd>
          <Sparkline
            values={past.cpuPercent}
            max={100}
            label={`CPU, now ${measured(cpuPercent, "%")}`}
          />
        </dd>
        <dd>{measured(cpuPercent, "%")} of {cpuCount} cores</dd>
        <dt>RAM</dt>
        <dd>
          <Sparkline
            values={past.ramGiB}
            max={ramTotalGiB ?? 1}
            label={`RAM, now ${measured(ramUsedGiB, "GB")}`}
          />
        </dd>
        <dd>
          {ramUsedGiB === null ? UNKNOWN : oneDecimal(ramUsedGiB)} /{" "}
          {ramTotalGiB === null ? UNKNOWN : oneDecimal(ramTotalGiB)} GB
          {ramShare === null ? "" : `, ${Math.round(ramShare * 100)} %`}
        </dd>
        {gpus.length > 0 && (
          <>
            <dt>GPU RAM</dt>
            <dd>
              <Bar share={share(used, total)} />
            </dd>
            <dd>{gigabytes(used)} / {gigabytes(total)} GB</dd>
            <dt>Power</dt>
            <dd />
            <dd>{measured(power === null ? null : Math.round(power), "W")}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Adds what is known; `null` where nothing is. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b);
}

function share(part: number | null, whole: number | null): number | null {
  return part === null || !whole ? null : part / whole;
}
