import type { GpuView } from "../../scheduler/view/board.ts";
import { Failure, usage } from "../failure.ts";
import type { JsonRow } from "../output/outcome.ts";
import type { Column } from "../output/table.ts";

const GIB = 1024;

/** The columns of a list of GPUs. */
export const GPU_COLUMNS = ([
  { title: "GPU", cell: ({ index }) => String(index), right: true },
  { title: "NAME", cell: ({ name }) => name ?? "", shrinks: true },
  {
    title: "STATUS",
    cell: ({ status }) => status,
    color: ({ status }) =>
      status === "free" ? "green" : status === "held" ? "cyan" : "yellow",
  },
  {
    title: "LOAD",
    cell: ({ utilizationPercent: load }) => load === null ? "" : `${load}%`,
    right: true,
  },
  {
    title: "MEMORY",
    cell: ({ memoryUsedMiB: used, memoryTotalMiB: total }) =>
      total === null ? "" : `${gib(used)}/${gib(total)}GiB`,
    right: true,
  },
  { title: "TASKS", cell: ({ heldBy }) => heldBy.join(","), shrinks: true },
  {
    title: "WHY",
    cell: ({ drain, reason }) => drain?.reason ?? reason ?? "",
    shrinks: true,
  },
] satisfies readonly Column<GpuView>[]) as unknown as readonly Column<
  JsonRow
>[];

/** Physical indices in words such as `0`, `0,2` and `4-7`. */
export function gpuIndices(words: readonly string[]): readonly number[] {
  const found = words.flatMap((word) => word.split(",")).flatMap((part) => {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part) ??
      [];
    if (first === undefined || Number(last) < Number(first)) {
      throw usage(`Cannot read GPU "${part}"`, "Write 0, 0,2 or 4-7.");
    }
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: count }, (_, at) => Number(first) + at);
  });
  return [...new Set(found)];
}

/** @throws {Failure} for a GPU that the server does not use. */
export function findGpu(gpus: readonly GpuView[], index: number): GpuView {
  const gpu = gpus.find((one) => one.index === index);
  if (gpu !== undefined) return gpu;
  throw new Failure("notFound", `Cannot find GPU ${index}`, {
    hint: `The server uses ${gpus.map(({ index }) => index).join(", ")}.`,
  });
}

function gib(mib: number | null): string {
  return mib === null ? "?" : (mib / GIB).toFixed(0);
}
