import type { PlanStrip } from "../../scheduler/view/plan_strip.ts";
import { PlanBlockItem } from "./PlanBlockItem.tsx";

/** A lane for each GPU, and time from left to right. */
export function PlanLanes({ strip }: { strip: PlanStrip }) {
  const { axis: { ticks, nowPercent, nowLabel }, gpus, blocks } = strip;
  return (
    <div class="plan" style={`--g:${gpus.length}`}>
      <div class="ax" aria-hidden="true">
        {ticks.filter(({ label }) => label !== "").map((tick) => (
          <span key={tick.label} style={`--x:${tick.percent}%`}>
            {tick.label}
          </span>
        ))}
        <span class="now" style={`--x:${nowPercent}%`}>{nowLabel} now</span>
      </div>
      <ol class="rows" aria-hidden="true">
        {gpus.map((index) => <li key={index}>GPU {index}</li>)}
      </ol>
      <div class="field">
        {ticks.map(({ percent }) => (
          <i key={percent} class="t" style={`--x:${percent}%`} />
        ))}
        <i class="t now" style={`--x:${nowPercent}%`} />
        <ol class="lanes" aria-label="What holds each GPU">
          {blocks.map((block) => (
            <PlanBlockItem
              key={block.key}
              block={block}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}
