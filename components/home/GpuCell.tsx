import type { GpuView } from "../../scheduler/view/board.ts";
import { gigabytes, measured, UNKNOWN } from "../../scheduler/view/words.ts";
import { Bar } from "../parts/Bar.tsx";
import { Sparkline } from "../parts/Sparkline.tsx";
import { GpuNote } from "./GpuNote.tsx";
import { GpuSwitch } from "./GpuSwitch.tsx";

/** Where a GPU begins to be too warm, in degrees Celsius (DESIGN, GPU strip). */
const HOT_CELSIUS = 80;

/** What {@linkcode GpuCell} is given. */
export interface GpuCellProps {
  readonly gpu: GpuView;
  readonly load: readonly (number | null)[];
}

/** One GPU: how it feels. What the driver would not say is a dash. */
export function GpuCell({ gpu, load }: GpuCellProps) {
  const { index, utilizationPercent, temperatureCelsius } = gpu;
  const isHot = (temperatureCelsius ?? 0) >= HOT_CELSIUS;
  const now = measured(utilizationPercent, "%");
  return (
    <li class="gpu">
      <div class="id">
        <a href={`gpus#gpu-${index}`} title="Drain with a reason">
          <b>{index}</b>
        </a>
        <span class="name" title={gpu.name ?? undefined}>{shortName(gpu)}</span>
        <GpuSwitch gpu={gpu} />
      </div>
      <div class="load">
        <Sparkline
          values={load}
          max={100}
          label={`Load of GPU ${index}, now ${now}`}
        />
        <b>
          {utilizationPercent === null ? UNKNOWN : (
            <>
              {Math.round(utilizationPercent)}
              <small>&nbsp;%</small>
            </>
          )}
        </b>
      </div>
      <div class="mem">
        <Bar share={memoryShare(gpu)} />
        <div class="kv">
          <span>
            <b>{gigabytes(gpu.memoryUsedMiB)}</b> /{" "}
            {gigabytes(gpu.memoryTotalMiB)} GB
          </span>
        </div>
      </div>
      <div class="kv pw">
        <span>{watts(gpu.powerDrawWatts)}</span>
        <span class={isHot ? "hot" : undefined}>
          {measured(temperatureCelsius, "°C")}
        </span>
      </div>
      <GpuNote gpu={gpu} />
    </li>
  );
}

function memoryShare({ memoryUsedMiB, memoryTotalMiB }: GpuView) {
  return memoryUsedMiB === null || !memoryTotalMiB
    ? null
    : memoryUsedMiB / memoryTotalMiB;
}

function watts(value: number | null): string {
  return measured(value === null ? null : Math.round(value), "W");
}

/** The model without its maker. */
function shortName({ name }: GpuView): string {
  return name?.replace(/^(NVIDIA|AMD)\s+(GeForce\s+)?/, "") ?? "Unknown model";
}
