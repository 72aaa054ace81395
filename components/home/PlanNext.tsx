import type { PlannedTask } from "../../scheduler/view/plan_strip.ts";
import { gpuCount, grouped } from "../../scheduler/view/words.ts";
import { logHref } from "../../scheduler/view/log_href.ts";

/** What {@linkcode PlanNext} is given. */
export interface PlanNextProps {
  readonly next: readonly PlannedTask[];
  /** How many wait in all. */
  readonly queued: number;
}

/** The head of the queue, in order: below the axis, for most have no times. */
export function PlanNext({ next, queued }: PlanNextProps) {
  const more = queued - next.length;
  const isTimed = next.some(({ start }) => start !== null);
  return (
    <div class="then">
      <span aria-hidden="true">Next</span>
      <ol aria-label="Next to start, in this order">
        {next.map(({ id, place, nGpus, reason, start }) => (
          <li key={id}>
            <a
              class={place === 1 ? "blk next one" : "blk next"}
              href={logHref(id)}
              title={`${id}: ${reason}`}
            >
              <b>{place}</b>
              <span class="mono cut">{id}</span>
              <span class="when">
                {start ?? (isTimed ? "not known" : gpuCount(nGpus))}
              </span>
            </a>
          </li>
        ))}
      </ol>
      {more > 0 && <a href="queue">{grouped(more)} more</a>}
    </div>
  );
}
