import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Icon } from "../components/parts/Icon.tsx";
import { RecoveryEmpty } from "../components/recovery/RecoveryEmpty.tsx";
import { RecoveryFailures } from "../components/recovery/RecoveryFailures.tsx";
import { RecoveryFilter } from "../components/recovery/RecoveryFilter.tsx";
import { RecoveryFoot } from "../components/recovery/RecoveryFoot.tsx";
import { RecoveryList } from "../components/recovery/RecoveryList.tsx";
import { RecoveryTabs } from "../components/recovery/RecoveryTabs.tsx";
import { RecoveryUndoBar } from "../components/recovery/RecoveryUndoBar.tsx";
import type { RecoverySlice } from "../scheduler/view/recovery_view.ts";
import { when } from "../scheduler/view/words.ts";
import { NearnessOf } from "../web/client/nearness.ts";
import { RecoveryDesk } from "../web/client/recovery_desk.ts";
import { sayFailed } from "../web/client/toasts.ts";
import { keepRow, useRecoveryKeys } from "../web/client/use_recovery_keys.ts";

/** What {@linkcode RecoveryPanel} is given. */
export interface RecoveryPanelProps {
  /** How often a person has asked for it; 0 where the server asks. */
  readonly openings: number;
  readonly onShow: () => void;
  readonly onClose: () => void;
}

/** The inside of the recovery dialog. */
export default function RecoveryPanel(props: RecoveryPanelProps) {
  const { openings, onShow, onClose } = props;
  const desk = useMemo(() => new RecoveryDesk(), []);
  const inside = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const nearness = useMemo(() => new NearnessOf(() => list.current), []);
  const search = useSignal("");
  const { rows, choice, undo } = desk;

  useEffect(() => {
    if (openings > 0) {
      onShow();
      rows.load().catch(() => {}); // The panel itself shows why.
      return;
    }
    rows.load(rows.query.value, { prompt: "1" }).then(
      (isPending) => isPending && onShow(),
      (error) => sayFailed("Tasks of earlier sessions not shown", error),
    );
  }, [openings]);

  const closeIf = (isAll: boolean) =>
    isAll ? onClose() : list.current?.scrollTo(0, 0);
  const restore = () => void desk.restore(choice.entries.value).then(closeIf);
  const askFor = (query = rows.query.value) => {
    search.value = query.text;
    list.current?.scrollTo(0, 0);
    rows.load(query).catch(() => {});
  };
  useRecoveryKeys(inside, {
    onUndo: () => void desk.putBack(),
    onRestore: restore,
  });

  const slice = rows.slice.value;
  const query = rows.query.value;
  const nowMs = Date.now();
  const takeAway: Parameters<typeof RecoveryList>[0]["onAct"] = (
    action,
    row,
  ) => {
    const focusRow = keepRow(inside.current!);
    void desk.takeAway(action, row);
    requestAnimationFrame(focusRow);
  };
  return (
    <div class="rd" ref={inside}>
      <div class="dh">
        <h2 id="recovery-title">Restore tasks</h2>
        <button
          type="button"
          class="b gh ic"
          aria-label="Close (Escape)"
          onClick={onClose}
        >
          <Icon name="x" />
        </button>
        <p>{sentence(slice, nowMs)}</p>
      </div>
      {slice !== null && (
        <>
          <RecoveryTabs
            query={query}
            counts={slice.tabs}
            onTab={(tab) => askFor({ ...query, tab, tag: null })}
          />
          <RecoveryFilter
            query={query}
            tags={slice.tags}
            search={search.value}
            onSearch={(text) => {
              search.value = text;
              desk.searchFor(text);
            }}
            onQuery={askFor}
            onRestoreTag={(tag) => void desk.restoreTag(tag).then(closeIf)}
          />
        </>
      )}
      <div class="db" ref={list} tabIndex={0} aria-label="Tasks" role="group">
        {slice !== null && (
          <>
            <RecoveryFailures
              failures={choice.failures.value}
              chosen={choice.keys.value}
              nowMs={nowMs}
              onSelect={(keys, isOn) => choice.set(keys, isOn)}
              onAct={takeAway}
              onRestoreAs={(failures) =>
                void desk.restore(
                  failures.map(({ entry, freeId }) => ({
                    ...entry,
                    as: freeId!,
                  })),
                ).then(closeIf)}
            />
            {slice.matching === 0 && (
              <RecoveryEmpty query={query} onQuery={askFor} />
            )}
            <RecoveryList
              groups={slice.groups}
              rows={rows.rows.value}
              chosen={choice.keys.value}
              chosenOf={(group) => choice.countIn(group)}
              failed={choice.failures.value}
              areDated={query.tab === "earlier"}
              nearness={nearness}
              nowMs={nowMs}
              onWant={(from, count) => rows.want(from, count)}
              onSelect={(place, isOn, isRange) =>
                desk.select(place, isOn, isRange)}
              onSelectGroup={(group, isOn) =>
                void desk.selectGroup(group, isOn)}
              onAct={takeAway}
            />
          </>
        )}
      </div>
      <RecoveryUndoBar
        words={undo.offered.value?.words ?? null}
        onUndo={() => void desk.putBack()}
      />
      <RecoveryFoot
        chosen={choice.entries.value}
        failed={choice.failures.value.size}
        problem={desk.problem.value ?? rows.problem.value}
        busy={desk.busy.value}
        onLater={() => void desk.dismiss().then(onClose)}
        onAct={(action) => void desk.takeAllAway(action)}
        onRestore={restore}
      />
    </div>
  );
}

function sentence(slice: RecoverySlice | null, nowMs: number): string {
  if (slice === null) return "What earlier sessions of the server left.";
  return slice.savedAtMs === null
    ? "Nothing is left from earlier sessions."
    : `The last session was saved ${
      when(slice.savedAtMs, nowMs)
    }. What still ran goes on by itself.`;
}
