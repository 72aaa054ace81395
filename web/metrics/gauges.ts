import { Gauge, type Registry } from "prom-client";
import type { GpuView, Scheduler } from "../../scheduler/mod.ts";
import type { EventStreams } from "../sse.ts";

/** What is measured anew at each scrape. */
export interface Measured {
  readonly scheduler: Scheduler;
  readonly streams: EventStreams;
  readonly version: string;
  readonly commit: string;
}

const MIB = 2 ** 20;

/** What is told of each GPU, where the driver says it. */
const OF_GPU = {
  "ant_gpu_utilization_percent": [
    "How busy the GPU is.",
    (gpu: GpuView) => gpu.utilizationPercent,
  ],
  "ant_gpu_memory_used_bytes": [
    "Memory in use, whoever uses it.",
    (gpu: GpuView) =>
      gpu.memoryUsedMiB === null ? null : gpu.memoryUsedMiB * MIB,
  ],
  "ant_gpu_memory_total_bytes": [
    "Memory that the GPU has.",
    (gpu: GpuView) =>
      gpu.memoryTotalMiB === null ? null : gpu.memoryTotalMiB * MIB,
  ],
  "ant_gpu_power_watts": [
    "Power that it draws.",
    (gpu: GpuView) => gpu.powerDrawWatts,
  ],
  "ant_gpu_temperature_celsius": [
    "How warm it is.",
    (gpu: GpuView) => gpu.temperatureCelsius,
  ],
  "ant_gpu_tasks": [
    "Tasks that hold it or a share of it.",
    (gpu: GpuView) => gpu.heldBy.length,
  ],
} as const;

const STANDINGS = ["held", "free", "disabled", "busy", "unknown"] as const;

/**
 * Adds what is measured at each scrape. All of it is counted already or goes
 * by the number of GPUs: a long history costs nothing here.
 */
export function addGauges(registry: Registry, measured: Measured): void {
  addGpuGauges(registry, measured);
  addQueueGauges(registry, measured);
  const { version, commit } = measured;
  new Gauge({
    name: "ant_build_info",
    help: "1, with the release and the commit that runs.",
    labelNames: ["version", "commit"],
    registers: [registry],
  }).set({ version, commit }, 1);
}

function addGpuGauges(registry: Registry, { scheduler }: Measured): void {
  const registers = [registry];
  const look = () => scheduler.machine.view(scheduler.state, Date.now());
  new Gauge({
    name: "ant_gpus",
    help: "GPUs that this server uses, by where they stand.",
    labelNames: ["standing"],
    registers,
    collect() {
      const gpus = look();
      for (const standing of STANDINGS) {
        const count = gpus.filter(({ status }) => status === standing).length;
        this.set({ standing }, count);
      }
    },
  });
  for (const [name, [help, read]] of Object.entries(OF_GPU)) {
    new Gauge({
      ...{ name, help, labelNames: ["gpu"], registers },
      collect() {
        this.reset(); // What the driver does not say now is not told.
        for (const gpu of look()) {
          const value = read(gpu);
          if (value !== null) this.set({ gpu: String(gpu.index) }, value);
        }
      },
    });
  }
}

function addQueueGauges(
  registry: Registry,
  { scheduler, streams }: Measured,
): void {
  const { state } = scheduler;
  const gauges: Record<string, [help: string, read: () => number]> = {
    "ant_tasks_queued": ["Tasks that wait.", () => state.queue.size],
    "ant_tasks_running": ["Tasks at work.", () => state.active.size],
    "ant_tasks_stopping": [
      "Those of them that were asked to stop.",
      () => state.stopping.size,
    ],
    "ant_tasks_kept": [
      "Ended tasks on record.",
      () => state.ended.size,
    ],
    "ant_queue_head_wait_seconds": [
      "How long the first in the queue has waited.",
      () => waitOfHead(scheduler),
    ],
    "ant_feed_readers": [
      "Readers of the feed of changes.",
      () => scheduler.feed.readers,
    ],
    "ant_event_streams": [
      "Open event streams, logs that are followed among them.",
      () => streams.size,
    ],
    "ant_journal_failing": [
      "1 while nothing can be saved, and so nothing starts.",
      () => Number(scheduler.health.journal !== null),
    ],
    "ant_driver_failing": [
      "1 while no GPU can be read.",
      () => Number(scheduler.health.gpus !== null),
    ],
    "process_resident_memory_bytes": [
      "Memory of this server, without its tasks.",
      () => Deno.memoryUsage().rss,
    ],
  };
  for (const [name, [help, read]] of Object.entries(gauges)) {
    new Gauge({
      ...{ name, help, registers: [registry] },
      collect() {
        this.set(read());
      },
    });
  }
}

function waitOfHead({ state }: Scheduler): number {
  const id = state.queue.all().next;
  const head = id === null ? undefined : state.tasks.get(id);
  return head === undefined
    ? 0
    : Math.max(0, Date.now() - head.submittedAtMs) / 1000;
}
