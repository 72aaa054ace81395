import type { GpuView } from "../../scheduler/view/board.ts";
import { drainWords } from "../../scheduler/view/drain_words.ts";
import { MAX_REASON } from "../../scheduler/view/reason.ts";
import { when } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode GpuCare} is given. */
export interface GpuCareProps {
  readonly gpu: GpuView;
  readonly nowMs: number;
}

/** Whether one GPU takes tasks, why not, and the forms that change it. */
export function GpuCare({ gpu, nowMs }: GpuCareProps) {
  const { index, name, drain, heldBy } = gpu;
  const sinceMs = drain?.sinceMs ?? null;
  return (
    <li id={`gpu-${index}`} class="care">
      <div class="care-head">
        <h2>GPU {index}</h2>
        <span class="help cut">{name ?? "Unknown model"}</span>
        {drain !== null && (
          <form method="post">
            <input type="hidden" name="gpu" value={index} />
            <input type="hidden" name="enabled" value="1" />
            <button class="b sm" type="submit">
              {drain.by === "server" ? "Lift the quarantine" : "Use it again"}
            </button>
          </form>
        )}
      </div>
      <p class={drain?.by === "server" ? "note lost" : "note"}>
        <Icon name={drain === null ? "g-free" : "g-off"} />
        {drain === null
          ? "Takes tasks"
          : `${startWithCapital(drainWords(drain, nowMs))}${
            sinceMs === null ? "" : `, since ${when(sinceMs, nowMs)}`
          }`}
      </p>
      {drain !== null && heldBy.length > 0 && (
        <p class="help">{heldBy.join(", ")} goes on until it ends.</p>
      )}
      <DrainForm gpu={gpu} />
    </li>
  );
}

function DrainForm({ gpu: { index, drain } }: { gpu: GpuView }) {
  const isPerson = drain?.by === "person";
  return (
    <form method="post" class="care-form">
      <input type="hidden" name="gpu" value={index} />
      <input type="hidden" name="enabled" value="0" />
      <div class="f">
        <label for={`reason-${index}`}>Reason</label>
        <input
          class="in"
          id={`reason-${index}`}
          name="reason"
          maxLength={MAX_REASON}
          placeholder="such as NVLink errors"
          value={isPerson ? drain.reason ?? "" : ""}
        />
      </div>
      <div class="f">
        <label for={`until-${index}`}>Until</label>
        <input
          class="in"
          id={`until-${index}`}
          name="until"
          placeholder="15:00 or +3h; empty for no end"
        />
      </div>
      <button class="b" type="submit">
        {drain === null
          ? "Drain"
          : drain.by === "server"
          ? "Drain instead"
          : "Change"}
      </button>
    </form>
  );
}

function startWithCapital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
