import { page } from "fresh";
import { GpuCare } from "../components/care/GpuCare.tsx";
import { Notice } from "../components/frame/Notice.tsx";
import { Empty } from "../components/parts/Empty.tsx";
import type { GpuView } from "../scheduler/mod.ts";
import { readFields } from "../web/body.ts";
import { switchGpu } from "../web/pages/gpu_form.ts";
import { seeDone } from "../web/pages/task_forms.ts";
import { define, type State } from "../web/state.ts";

interface GpusData {
  readonly gpus: readonly GpuView[];
  readonly nowMs: number;
  readonly problem: string | null;
}

export const handler = define.handlers<GpusData>({
  GET: async ({ state }) => page(await dataOf(state)),

  async POST({ req, state }) {
    const acted = await switchGpu(state, await readFields(req));
    if (acted.kind === "done") return seeDone("/gpus", acted);
    const data = await dataOf(state, acted.message);
    return page(data, { status: acted.status });
  },
});

/** Drains and quarantines: complete without a script, for it has none. */
export default define.page<typeof handler>(({ data }) => (
  <div class="stack">
    {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
    <section class="p" aria-label="GPUs">
      {data.gpus.length === 0
        ? (
          <Empty fact="No GPU">
            <p>Tasks here run on the CPU alone.</p>
          </Empty>
        )
        : (
          <ol>
            {data.gpus.map((gpu) => (
              <GpuCare key={gpu.index} gpu={gpu} nowMs={data.nowMs} />
            ))}
          </ol>
        )}
    </section>
    <p class="help">
      A drained GPU is given to no further task; what runs on it goes on. It is
      used again at the time given, or when somebody says so. A quarantine is
      ANT's own: a GPU showed a fault, and stays out of use until a person has
      looked at it.
    </p>
  </div>
));

async function dataOf(
  { scheduler }: State,
  problem: string | null = null,
): Promise<GpusData> {
  const { gpus, nowMs } = await scheduler.board();
  return { gpus, nowMs, problem };
}
