import { z } from "zod";
import { FAILURE_CLASSES } from "../model/failure_class.ts";
import { type TaskOptions, WARNING_SIGNALS } from "../model/task_options.ts";

const count = z.int().nonnegative();
const words = z.array(z.string()).min(1);
const failures = z.array(z.enum(FAILURE_CLASSES));

/** How each option stands in the record. */
const SHAPES: Readonly<Record<keyof TaskOptions, z.ZodType>> = {
  priority: z.int(),
  gpuIds: z.array(count).min(1),
  gpuTypes: words,
  gpuMemMiB: z.number().positive(),
  gpuShareMiB: z.number().positive(),
  cpus: z.number().positive(),
  memoryMiB: z.number().positive(),
  hold: z.literal(true),
  beginAtMs: z.number(),
  after: words,
  afterAny: words,
  atMost: z.object({ count: count.positive(), tag: z.string() }),
  timeoutMs: z.number().positive(),
  timeoutSignal: z.object({
    signal: z.enum(WARNING_SIGNALS),
    beforeMs: z.number().positive(),
  }),
  preemptible: z.literal(true),
  retries: count,
  retryOn: failures,
  notify: words,
};

/** Options as the record has them; one that is odd counts as not given. */
export const OPTIONS = z.record(z.string(), z.unknown())
  .transform((raw): TaskOptions =>
    Object.fromEntries(
      Object.entries(SHAPES).flatMap(([key, shape]) => {
        const read = shape.safeParse(raw[key]);
        return read.success ? [[key, read.data]] : [];
      }),
    )
  ).default({}).catch({});
