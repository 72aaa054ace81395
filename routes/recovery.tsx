import { page } from "fresh";
import { Notice } from "../components/frame/Notice.tsx";
import type { RecoveryProblem } from "../components/recovery/RecoveryItem.tsx";
import { RecoveryPage } from "../components/recovery/RecoveryPage.tsx";
import { RecoveryUndoForm } from "../components/recovery/RecoveryUndoForm.tsx";
import {
  keyOfEntry,
  readRecoveryQuery,
  type RecoveryQuery,
  type RecoverySlice,
  recoverySlice,
} from "../components/views.ts";
import { readFields } from "../web/body.ts";
import { actOnEntries } from "../web/pages/recovery_form.ts";
import { seeDone } from "../web/pages/task_forms.ts";
import { define, type State } from "../web/state.ts";

/** Entries to a page. */
const LIMIT = 100;
/** An address has room for so many. */
const UNDOABLE = 50;

interface RecoveryData {
  readonly slice: RecoverySlice;
  readonly query: RecoveryQuery;
  readonly limit: number;
  readonly nowMs: number;
  readonly failures: ReadonlyMap<string, RecoveryProblem>;
  readonly problem: string | null;
  /** What can be put back, by its keys. */
  readonly undoable: readonly string[];
}

export const handler = define.handlers<RecoveryData>({
  GET: async ({ state, url }) => page(await dataOf(state, url)),

  /** What the dialog does, without a script. */
  async POST({ req, state, url }) {
    const { acted, undoable, failed } = await actOnEntries(
      state,
      await readFields(req),
      readRecoveryQuery(url.searchParams),
    );
    if (acted.kind === "done") {
      const next = new URL(url);
      next.searchParams.delete("undo");
      for (const entry of undoable.slice(0, UNDOABLE)) {
        next.searchParams.append("undo", keyOfEntry(entry));
      }
      return seeDone(`/recovery${next.search}`, acted);
    }
    const failures = new Map(failed.map((one) => [keyOfEntry(one), one]));
    const data = await dataOf(state, url);
    return page(
      { ...data, failures, problem: acted.message, undoable: [] },
      { status: acted.status },
    );
  },
});

export default define.page<typeof handler>(({ data }) => (
  <div class="stack">
    {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
    <RecoveryUndoForm entries={data.undoable} />
    <RecoveryPage {...data} />
  </div>
));

async function dataOf(
  { scheduler }: State,
  { searchParams }: URL,
): Promise<RecoveryData> {
  const query = readRecoveryQuery(searchParams);
  const asked = Number(searchParams.get("offset") ?? 0);
  const offset = Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
  return {
    slice: await scheduler.read(({ recovery }) =>
      recoverySlice(recovery, query, { offset, limit: LIMIT })
    ),
    query,
    limit: LIMIT,
    nowMs: Date.now(),
    failures: new Map(),
    problem: null,
    undoable: searchParams.getAll("undo"),
  };
}
