import { Icon } from "../components/parts/Icon.tsx";
import { FollowedOutput } from "../components/tasks/FollowedOutput.tsx";
import { OngoingFacts } from "../components/tasks/OngoingFacts.tsx";
import { OngoingHead } from "../components/tasks/OngoingHead.tsx";
import { ProgressBar } from "../components/tasks/ProgressBar.tsx";
import type { ShareMarksProps } from "../components/tasks/ShareMarks.tsx";
import { progressOf } from "../scheduler/view/progress.ts";
import type { TaskView } from "../scheduler/view/task_view.ts";
import { ranFor } from "../scheduler/view/task_words.ts";
import { gpuNames } from "../scheduler/view/words.ts";
import { type OutputStart, useOutput } from "../web/client/use_output.ts";

/** How a card is held above the others. */
export interface HeldCard {
  readonly asidePx: number;
  readonly offsetPx: number;
}

/** What {@linkcode OngoingCard} is given. */
export interface OngoingCardProps {
  readonly task: TaskView;
  readonly nowMs: number;
  readonly shares: ShareMarksProps["shares"];
  readonly link: string | null;
  readonly start: OutputStart;
  readonly maxLines: number;
  readonly open: boolean;
  /** `undefined` while the page itself keeps that. */
  readonly isSelected: boolean | undefined;
  readonly isMovable: boolean;
  readonly held: HeldCard | null;
  /** The edge at which a held card would come to stand. */
  readonly mark: "above" | "below" | null;
  readonly onToggle: (id: string) => void;
}

/** Enough to tell how far a task is whose output is hidden. */
const HIDDEN_LINES = 60;

/** One active task with what it writes. */
export default function OngoingCard(props: OngoingCardProps) {
  const { task, nowMs, shares, start, open, isMovable, held, mark } = props;
  const maxLines = open ? props.maxLines : HIDDEN_LINES;
  const output = useOutput(task.id, start, maxLines, true);
  const { lines, written } = output.value;
  const progress = progressOf(lines);
  const kinds = ["p", "tp", ...held ? ["lifted"] : [], ...mark ? [mark] : []];
  const toggle = (
    <button
      type="button"
      class="b gh ic sm needs-js"
      aria-expanded={open ? "true" : "false"}
      aria-label={open ? "Hide output" : "Show output"}
      title={open ? "Hide output" : "Show output"}
      onClick={() => props.onToggle(task.id)}
    >
      <Icon name={open ? "chev" : "chevr"} />
    </button>
  );
  return (
    <section
      class={kinds.join(" ")}
      style={held === null
        ? undefined
        : `--dx:${held.asidePx}px;--dy:${held.offsetPx}px`}
      aria-label={task.id}
    >
      <OngoingHead
        task={task}
        isMovable={isMovable}
        isHeld={held !== null}
        isSelected={props.isSelected}
        toggle={toggle}
      >
        {!open && progress === null && (
          <span class="help cut">
            {gpuNames(task.gpus)}, for {ranFor(task, nowMs)}
          </span>
        )}
        {!open && <ProgressBar progress={progress} />}
      </OngoingHead>
      {open && (
        <>
          <OngoingFacts
            task={task}
            nowMs={nowMs}
            progress={progress}
            shares={shares}
            link={props.link}
          />
          <FollowedOutput
            id={task.id}
            lines={lines.slice(-maxLines)}
            written={written}
            none="No output yet"
            live
          />
        </>
      )}
    </section>
  );
}
