import type { GpuView } from "../../scheduler/view/board.ts";
import { isAboveShare, shareWords } from "../../scheduler/view/share_words.ts";
import { counted, gigabytes } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** The one line under a GPU that says what is unusual about it. */
export function GpuNote({ gpu }: { gpu: GpuView }) {
  const { enabled, heldBy, status, reason, outsiders } = gpu;
  if (status === "unknown") {
    return (
      <p class="note lost" title={reason ?? undefined}>
        <span class="cut">{reason ?? "no reading"}</span>
      </p>
    );
  }
  if (!enabled && heldBy.length > 0) {
    return (
      <p class="note warn">
        <Icon name="g-drain" />Draining, then off
      </p>
    );
  }
  if (gpu.shares.length > 0) return <Shares gpu={gpu} />;
  if (outsiders.length > 0) {
    return <Outsiders processes={outsiders} isShared={heldBy.length > 0} />;
  }
  return reason === null
    ? <p class="note blank">&nbsp;</p>
    : (
      <p class="note" title={reason}>
        <span class="cut">{reason}</span>
      </p>
    );
}

/** How many share it, and what is left; who takes too much comes first. */
function Shares({ gpu: { index, shares, roomMiB } }: { gpu: GpuView }) {
  const above = shares.filter(isAboveShare);
  const left = `${gigabytes(roomMiB)} GB left`;
  const words = above.length > 0
    ? `${above.map(({ task }) => task).join(", ")} above share`
    : counted(shares.length, "share");
  const title = shares.map((use) => `${use.task}: ${shareWords(index, use)}`);
  return (
    <p
      class={above.length > 0 ? "note warn" : "note"}
      title={title.join("\n")}
    >
      <span class="cut">{words}</span>
      <span class="nw end">{left}</span>
    </p>
  );
}

interface OutsidersProps {
  readonly processes: GpuView["outsiders"];
  /** Whether a task of ours is there, too: then the head names no user. */
  readonly isShared: boolean;
}

/** The largest of the processes that are not ours; the title tells all. */
function Outsiders({ processes, isShared }: OutsidersProps) {
  const sorted = processes.toSorted((a, b) =>
    (b.memoryUsedMiB ?? 0) - (a.memoryUsedMiB ?? 0)
  );
  const [{ user, command, pid, memoryUsedMiB }] = sorted as [Process];
  const program = `${command ?? "another program"}, pid ${pid}`;
  const words = isShared && user !== null ? `${user}: ${program}` : program;
  const more = processes.length - 1;
  return (
    <p class="note" title={sorted.map(processLine).join("\n")}>
      <span class="cut">{words}</span>
      <span class="nw end">
        {memoryUsedMiB === null ? "" : `${gigabytes(memoryUsedMiB)} GB`}
        {more > 0 && ` +${more}`}
      </span>
    </p>
  );
}

type Process = GpuView["outsiders"][number];

function processLine(process: Process): string {
  const { pid, user, command, memoryUsedMiB } = process;
  return `${user ?? "someone else"}: ${command ?? "a program"}, pid ${pid}, ` +
    `${gigabytes(memoryUsedMiB)} GB`;
}
