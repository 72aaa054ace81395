import { type Hold, userOf } from "../../scheduler/view/gpu_holds.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { drainNote, drainWords } from "../../scheduler/view/drain_words.ts";
import { ranFor, STATE_WORDS } from "../../scheduler/view/task_words.ts";
import { gpuNames } from "../../scheduler/view/words.ts";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { TightTaskLink } from "../parts/TightTaskLink.tsx";
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
  const { hold } = props;
  if (hold.kind === "ours") return <OurTask {...props} />;
  const [icon, head, note, title] = wordsOf(hold.kind, props);
  return (
    <>
      <div class="l1">
        <Icon name={icon} />
        <span class="cut">{head}</span>
      </div>
      <div class="l2">
        <span class="cut" title={title}>{note}</span>
      </div>
    </>
  );
}

type Words = readonly [
  icon: IconName,
  head: string,
  note: string,
  title?: string,
];

/** Who has a GPU that no task of ours has, and what follows. */
function wordsOf(
  kind: Exclude<Hold["kind"], "ours">,
  { hold, nextNeeds, nowMs }: Omit<GpuHoldProps, "loads">,
): Words {
  const { drain, outsiders } = hold.gpus[0]!;
  switch (kind) {
    case "outsider":
      return ["person", userOf(outsiders), "outside ANT"];
    case "free": {
      const next = nextNeeds === null
        ? "ready for the next task"
        : `next task needs ${nextNeeds}`;
      return ["g-free", "Free", next];
    }
    case "disabled": {
      const head = drain?.by === "server" ? "Quarantined" : "Disabled";
      return ["g-off", head, drainNote(drain, nowMs), drainWords(drain, nowMs)];
    }
    case "unknown":
      return ["s-lost", "Unknown", "not used for new tasks"];
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
        {hold.tasks.slice(0, NAMED).map((id) => (
          <TightTaskLink key={id} id={id} />
        ))}
        {others.length >= NAMED && <a href="ongoing_task">…</a>}
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
