import type { TerminalLine } from "../../scheduler/view/terminal_text.ts";
import {
  isFiltered,
  type ListQuery,
} from "../../scheduler/view/ended_query.ts";
import type { RowWindow } from "../../scheduler/view/row_window.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { areOfSeveral, type Viewer } from "../../scheduler/view/whose.ts";
import { Empty } from "../parts/Empty.tsx";
import { CompletedDetails } from "./CompletedDetails.tsx";
import { CompletedHead } from "./CompletedHead.tsx";
import { CompletedRow } from "./CompletedRow.tsx";

/** The last lines of a log, or why there are none. */
export interface PreviewView {
  readonly lines: readonly TerminalLine[] | null;
  readonly problem: string | null;
}

/** A row that was taken up, and where it would go, by places in the window. */
export interface LiftedRow {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly offsetPx: number;
}

/** What {@linkcode CompletedList} is given. */
export interface CompletedListProps {
  /** By their place from 0, as far as they are here. */
  readonly rows: ReadonlyMap<number, TaskView>;
  readonly query: ListQuery;
  readonly matching: number;
  readonly viewer: Viewer | undefined;
  /** The rows to draw. */
  readonly window: RowWindow;
  readonly nowMs: number;
  readonly selected: ReadonlySet<string>;
  readonly isOpen: (id: string) => boolean;
  readonly hasOutput: (id: string) => boolean;
  readonly previews: ReadonlyMap<string, PreviewView>;
  readonly lines: number;
  readonly lift?: LiftedRow | null;
  readonly movable?: boolean;
}

const NOTHING: PreviewView = { lines: null, problem: null };

/** The part of a list that is drawn, in a space as high as the whole. */
export function CompletedList(props: CompletedListProps) {
  const { query, matching, selected } = props;
  if (matching === 0) return <NoRows query={query} />;
  const { first, end, extraAbovePx, extraBelowPx } = props.window;
  const style = `--before:${first};--after:${Math.max(0, matching - end)};` +
    `--above:${extraAbovePx}px;--below:${extraBelowPx}px`;
  const places = Array.from({ length: end - first }, (_, at) => first + at);
  const isLifting = props.lift != null;
  const tellsWhose = areOfSeveral(props.rows.values(), props.viewer);
  return (
    <>
      <CompletedHead
        allSelected={selected.size >= matching}
        someSelected={selected.size > 0}
      />
      <ol
        class={isLifting ? "rows lifting" : "rows"}
        style={style}
        aria-label="Ended tasks"
      >
        {places.map((place) => (
          <RowAt
            key={props.rows.get(place)?.id ?? `#${place}`}
            {...props}
            place={place}
            tellsWhose={tellsWhose}
          />
        ))}
      </ol>
    </>
  );
}

interface RowAtProps extends CompletedListProps {
  readonly place: number;
  readonly tellsWhose: boolean;
}

function RowAt({ place, ...props }: RowAtProps) {
  const task = props.rows.get(place);
  if (task === undefined) {
    return <li class="row blank" data-place={place} aria-hidden="true" />;
  }
  const { id } = task;
  const open = props.isOpen(id);
  const preview = props.previews.get(id) ?? NOTHING;
  const { lift = null, window } = props;
  return (
    <CompletedRow
      task={task}
      nowMs={props.nowMs}
      place={place}
      matching={props.matching}
      tellsWhose={props.tellsWhose}
      selected={props.selected.has(id)}
      open={open}
      offsetPx={lift?.id === id ? lift.offsetPx : null}
      mark={markAt(lift, place - window.first)}
      movable={props.movable ?? false}
    >
      {open && (
        <CompletedDetails
          task={task}
          nowMs={props.nowMs}
          lines={preview.lines?.slice(-props.lines) ?? null}
          problem={preview.problem}
          showsOutput={props.hasOutput(id)}
        />
      )}
    </CompletedRow>
  );
}

function markAt(lift: LiftedRow | null, place: number) {
  if (lift === null || lift.to !== place || lift.to === lift.from) return null;
  return lift.to < lift.from ? "above" : "below";
}

function NoRows({ query }: { query: ListQuery }) {
  return isFiltered(query)
    ? (
      <Empty fact="Nothing matches">
        <a class="b" href="completed_task" data-query>Show all</a>
      </Empty>
    )
    : (
      <Empty fact="Nothing has ended yet">
        <p>Ended tasks stand here with their exit code and output.</p>
        <a class="b" href="create_task">Queue a task</a>
      </Empty>
    );
}
