import type { GpuView } from "../../scheduler/view/board.ts";
import { Icon } from "../parts/Icon.tsx";

/** The one line under a GPU that says what is unusual about it. */
export function GpuNote({ gpu }: { gpu: GpuView }) {
  const { enabled, heldBy, status, reason, outsiders } = gpu;
  if (status === "unknown") {
    return (
      <p class="note lost" title={reason ?? undefined}>
        {reason ?? "no reading"}
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
  const [outsider] = outsiders;
  if (outsider !== undefined) {
    const program = outsider.command ?? "another program";
    return (
      <p class="note">
        <span class="cut" title={program}>{program}</span>
        <span class="nw">pid {outsider.pid}</span>
      </p>
    );
  }
  return reason === null
    ? <p class="note blank">&nbsp;</p>
    : <p class="note" title={reason}>{reason}</p>;
}
