import type { BoardView } from "../../scheduler/view/board.ts";
import { PLAN_WINDOWS, planWindow } from "../../scheduler/view/plan_axis.ts";
import { planStrip } from "../../scheduler/view/plan_strip.ts";
import { counted } from "../../scheduler/view/words.ts";
import { Segments } from "../parts/Segments.tsx";
import { PlanLanes } from "./PlanLanes.tsx";
import { PlanNext } from "./PlanNext.tsx";

/** What {@linkcode Plan} is given. */
export interface PlanProps {
  readonly board: BoardView;
  /** The label of the span that is shown. */
  readonly window: string;
  readonly onWindow: (label: string) => void;
}

/** What each GPU did, does and will do, as far as it is known. */
export function Plan({ board, window, onWindow }: PlanProps) {
  const shown = planWindow(window);
  const strip = planStrip(board, shown);
  const { queued } = board.counts;
  const words = queued === 0
    ? "nothing waits"
    : strip.next.some(({ start }) => start !== null)
    ? `${counted(queued, "task")} in order, starts ${
      board.forecast.starts.some(({ runs }) => runs !== null)
        ? "as earlier runs and time limits tell"
        : "at the latest, by time limits"
    }`
    : `${counted(queued, "task")} in order, start times not known`;
  return (
    <section class="p only-l" aria-labelledby="plan-title">
      <div class="ph">
        <h2 id="plan-title">Plan</h2>
        <span class="c">{words}</span>
        <span class="sp" />
        <Segments
          label="Span of the plan"
          options={PLAN_WINDOWS.map(({ label }) => label)}
          chosen={shown.label}
          onChoose={onWindow}
        />
      </div>
      <PlanLanes strip={strip} />
      {strip.next.length > 0 && <PlanNext next={strip.next} queued={queued} />}
      <PlanKey />
    </section>
  );
}

/** What the looks of blocks mean. */
const KEY: readonly [look: string, meaning: string][] = [
  ["ours at", "has run"],
  ["ours open", "end not known"],
  ["ours limited", "ends by its limit"],
  ["ours learned", "as earlier runs did"],
  ["disabled", "ended or off"],
  ["outsider", "outside ANT"],
  ["next", "will start"],
];

function PlanKey() {
  return (
    <div class="foot key" aria-hidden="true">
      {KEY.map(([look, meaning]) => (
        <span key={look}>
          <i class={`blk ${look}`} style="--f:45" />
          {meaning}
        </span>
      ))}
    </div>
  );
}
