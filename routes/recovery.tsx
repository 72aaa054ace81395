import { page } from "fresh";
import { Notice } from "../components/frame/Notice.tsx";
import { RecoveryPage } from "../components/recovery/RecoveryPage.tsx";
import {
  RECOVERY_TABS,
  type RecoveryTab,
  type RecoveryView,
  viewRecovery,
} from "../components/views.ts";
import { actOnEntries } from "../web/pages/recovery_form.ts";
import { seeDone } from "../web/pages/task_forms.ts";
import { define, type State } from "../web/state.ts";

interface RecoveryData {
  readonly view: RecoveryView;
  readonly tab: RecoveryTab;
  readonly nowMs: number;
  readonly failures: ReadonlyMap<string, string>;
  readonly problem: string | null;
}

export const handler = define.handlers<RecoveryData>({
  GET: async ({ state, url }) => page(await dataOf(state, url)),

  /** What the dialog does, without a script. */
  async POST({ req, state, url }) {
    const { acted, failures } = await actOnEntries(
      state.scheduler,
      await req.formData(),
    );
    if (acted.kind === "done") return seeDone(`/recovery${url.search}`, acted);
    const data = await dataOf(state, url);
    return page(
      { ...data, failures, problem: acted.message },
      { status: acted.status },
    );
  },
});

export default define.page<typeof handler>(({ data }) => (
  <div class="stack">
    {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
    <RecoveryPage {...data} />
  </div>
));

async function dataOf(
  { scheduler }: State,
  { searchParams }: URL,
): Promise<RecoveryData> {
  const wanted = searchParams.get("tab");
  return {
    view: await scheduler.read(({ recovery }) => viewRecovery(recovery)),
    tab: RECOVERY_TABS.find((tab) => tab === wanted) ?? "last",
    nowMs: Date.now(),
    failures: new Map(),
    problem: null,
  };
}
