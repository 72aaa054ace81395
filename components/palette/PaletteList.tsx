import type { BoardView } from "../../scheduler/view/board.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { endLine, ranFor } from "../../scheduler/view/task_words.ts";
import { waitReason } from "../../scheduler/view/wait_words.ts";
import { KeyCaps } from "../frame/KeyCaps.tsx";
import { Icon } from "../parts/Icon.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import type { PaletteGroup, PaletteItem } from "./palette_items.ts";

/** What {@linkcode PaletteList} is given. */
export interface PaletteListProps {
  readonly groups: readonly PaletteGroup[];
  /** The place of the chosen item among all. */
  readonly chosen: number;
  readonly board: BoardView | null;
  readonly nowMs: number;
  readonly onChoose: (place: number) => void;
  readonly onAct: (item: PaletteItem) => void;
  readonly onMore: (task: TaskView) => void;
}

/** The id of an item's element, as the field names it. */
export function optionId(place: number): string {
  return `palette-${place}`;
}

/** What can be chosen, under its headings. */
export function PaletteList({ groups, ...rest }: PaletteListProps) {
  let place = 0;
  return (
    <div
      id="palette-list"
      class="found"
      role="listbox"
      aria-label="Tasks and actions"
    >
      {groups.map(({ heading, items }) => (
        <div key={heading} role="group" aria-label={heading}>
          <h3 aria-hidden="true" class="cut">{heading}</h3>
          {items.map((item) => (
            <Option key={place} item={item} place={place++} {...rest} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface OptionProps extends Omit<PaletteListProps, "groups"> {
  readonly item: PaletteItem;
  readonly place: number;
}

function Option({ item, place, ...rest }: OptionProps) {
  const isChosen = place === rest.chosen;
  return (
    <div
      id={optionId(place)}
      class="option"
      role="option"
      aria-selected={isChosen ? "true" : "false"}
      onPointerMove={() => isChosen || rest.onChoose(place)}
      onClick={() => rest.onAct(item)}
    >
      {item.kind === "action"
        ? (
          <>
            <Icon name={item.icon} />
            <span class="cut">{item.label}</span>
            <span class="sp" />
            {item.keys !== undefined && <KeyCaps keys={item.keys} />}
          </>
        )
        : <Task task={item.task} isChosen={isChosen} {...rest} />}
    </div>
  );
}

type TaskProps = Omit<OptionProps, "item" | "place" | "chosen"> & {
  readonly task: TaskView;
  readonly isChosen: boolean;
};

function Task({ task, isChosen, board, nowMs, onMore }: TaskProps) {
  return (
    <>
      <StateBadge state={task.state} />
      <span class="mono cut" title={task.id}>{task.id}</span>
      <span class="sp" />
      <span class="why cut">{standing(task, board, nowMs)}</span>
      {isChosen && <kbd class="only-l">↵ log</kbd>}
      {/* For a finger; the keyboard has Tab. */}
      <span
        class="b gh ic sm only-s"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          onMore(task);
        }}
      >
        <Icon name="chevr" />
      </span>
    </>
  );
}

function standing(
  task: TaskView,
  board: BoardView | null,
  nowMs: number,
): string {
  if (task.end !== null) return endLine(task);
  if (task.state !== "queued") return ranFor(task, nowMs);
  return board === null ? "" : waitReason(board, task);
}
