import type { TerminalLine } from "../../scheduler/view/terminal_text.ts";
import { Fragment } from "preact";
import type { ListPage } from "../../scheduler/view/completed_list.ts";
import { Empty } from "../parts/Empty.tsx";
import { CompletedDetails } from "./CompletedDetails.tsx";
import { CompletedHead } from "./CompletedHead.tsx";
import { CompletedRow } from "./CompletedRow.tsx";

/** The last lines of a log, or why there are none. */
export interface PreviewView {
  readonly lines: readonly TerminalLine[] | null;
  readonly problem: string | null;
}

/** What {@linkcode CompletedList} is given. */
export interface CompletedListProps {
  readonly page: ListPage;
  readonly nowMs: number;
  readonly selected: ReadonlySet<string>;
  readonly isOpen: (id: string) => boolean;
  readonly hasOutput: (id: string) => boolean;
  readonly previews: ReadonlyMap<string, PreviewView>;
  readonly lines: number;
  readonly onSelectAll: () => void;
}

const NOTHING: PreviewView = { lines: null, problem: null };

/** A page's rows, some of them unfolded. */
export function CompletedList(props: CompletedListProps) {
  const { page, nowMs, selected, previews } = props;
  const { rows, query } = page;
  if (rows.length === 0) {
    const isFiltered = query.text !== "" || query.states.length > 0;
    return (
      <Empty fact={isFiltered ? "Nothing matches" : "Nothing has ended yet"}>
        {isFiltered
          ? <a class="b" href="/completed_task">Show all</a>
          : <p>Ended tasks stand here with their exit code and output.</p>}
      </Empty>
    );
  }
  return (
    <ol>
      <CompletedHead
        allSelected={selected.size === rows.length}
        someSelected={selected.size > 0}
        onToggle={props.onSelectAll}
      />
      {rows.map((task) => {
        const open = props.isOpen(task.id);
        const preview = previews.get(task.id) ?? NOTHING;
        return (
          <Fragment key={task.id}>
            <CompletedRow
              task={task}
              nowMs={nowMs}
              selected={selected.has(task.id)}
              open={open}
            />
            {open && (
              <CompletedDetails
                task={task}
                nowMs={nowMs}
                lines={preview.lines?.slice(-props.lines) ?? null}
                problem={preview.problem}
                showsOutput={props.hasOutput(task.id)}
              />
            )}
          </Fragment>
        );
      })}
    </ol>
  );
}
