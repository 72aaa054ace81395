import type { Hold } from "../../scheduler/view/gpu_holds.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { drainNote, drainWords } from "../../scheduler/view/drain_words.ts";
import { ranFor, STATE_WORDS } from "../../scheduler/view/task_words.ts";
import { gpuNames } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";
import { TaskLink } from "../parts/TaskLink.tsx";
import { GpuCell } from "./GpuCell.tsx";

/** What {@linkcode GpuHold} is given. */
export interface GpuHoldProps {
  readonly hold: Hold;
  readonly tasks: ReadonlyMap<string, TaskView>;
  readonly loads: readonly (readonly (number | null)[])[];
  readonly nowMs: number;
  /** How many GPUs the next task needs; `null` where none waits. */
  readonly nextNeeds: number | null;
}

/** More tasks that share a GPU find no room on its card. */
const NAMED = 3;

const LOOKS: Readonly<Record<Hold["kind"], string>> = {
  ours: "ours",
  outsider: "out",
  free: "free",
  disabled: "off",
  unknown: "unk",
};

/** Who has one or more neighboring GPUs, and those GPUs. */
export function GpuHold({ loads, ...props }: GpuHoldProps) {
  const { hold } = props;
  const { kind, gpus, beginsRow } = hold;
  return (
    <li
      class={`hold ${LOOKS[kind]}${beginsRow ? " br" : ""}`}
      style={`--n:${gpus.length}`}
    >
      <div class="who">
        <Who {...props} />
      </div>
      <ol>
        {gpus.map((gpu) => (
          <GpuCell
            key={gpu.index}
            gpu={gpu}
            load={loads[gpu.position] ?? []}
          />
        ))}
      </ol>
    </li>
  );
}

function Who(props: Omit<GpuHoldProps, "loads">) {
  const { hold, nextNeeds, nowMs } = props;
  const [gpu] = hold.gpus;
  const drain = gpu?.drain ?? null;
  switch (hold.kind) {
    case "ours":
      return <OurTask {...props} />;
    case "outsider": {
      const user = gpu?.outsiders.find((one) => one.user !== null)?.user;
      return (
        <>
          <div class="l1">
            <Icon name="person" />
            <span class="cut">{user ?? "Someone else"}</span>
          </div>
          <div class="l2">outside ANT</div>
        </>
      );
    }
    case "free":
      return (
        <>
          <div class="l1">
            <Icon name="g-free" />Free
          </div>
          <div class="l2">
            {nextNeeds === null
              ? "ready for the next task"
              : `next task needs ${nextNeeds}`}
          </div>
        </>
      );
    case "disabled":
      return (
        <>
          <div class="l1">
            <Icon name="g-off" />
            {drain?.by === "server" ? "Quarantined" : "Disabled"}
          </div>
          <div class="l2">
            <span class="cut" title={drainWords(drain, nowMs)}>
              {drainNote(drain, nowMs)}
            </span>
          </div>
        </>
      );
    case "unknown":
      return (
        <>
          <div class="l1">
            <Icon name="s-lost" />Unknown
          </div>
          <div class="l2">not used for new tasks</div>
        </>
      );
  }
}

function OurTask({ hold, tasks, nowMs }: Omit<GpuHoldProps, "loads">) {
  const [id = "", ...others] = hold.tasks;
  const task = tasks.get(id);
  const facts = [
    STATE_WORDS[task?.state ?? "running"],
    others.length > 0 ? `shared by ${hold.tasks.length}` : "",
    hold.elsewhere.length > 0 ? `also ${gpuNames(hold.elsewhere)}` : "",
  ].filter((fact) => fact !== "").join(", ");
  return (
    <>
      <div class="l1">
        <Icon name={`s-${task?.state ?? "running"}`} />
        {hold.tasks.slice(0, NAMED).map((id) => <TaskLink key={id} id={id} />)}
        {others.length >= NAMED && <a href="/ongoing_task">…</a>}
      </div>
      <div class="l2">
        <span class="cut" title={facts}>{facts}</span>
        <span class="el">
          {task === undefined || others.length > 0 ? "" : ranFor(task, nowMs)}
        </span>
      </div>
    </>
  );
}
