import type { Progress } from "../../scheduler/view/progress.ts";
import { Bar } from "../parts/Bar.tsx";

/** How far a program says that it is; nothing where it does not say it. */
export function ProgressBar({ progress }: { progress: Progress | null }) {
  if (progress === null) return null;
  const { percent, counts } = progress;
  return (
    <span class="prog nw">
      <Bar share={percent / 100} />
      <b>{Math.floor(percent)} %</b>
      <span class="cut">{counts}</span>
    </span>
  );
}
