import type { GpuView } from "../../scheduler/view/board.ts";

/** Lets new tasks use a GPU or not; what runs on it goes on. */
export function GpuSwitch({ gpu: { index, enabled } }: { gpu: GpuView }) {
  return (
    <form method="post" class="sw" data-act="switch_gpu">
      <input type="hidden" name="action" value="switch_gpu" />
      <input type="hidden" name="gpu" value={index} />
      <input type="hidden" name="enabled" value={enabled ? "0" : "1"} />
      <button
        type="submit"
        role="switch"
        aria-checked={enabled ? "true" : "false"}
        aria-label={`Use GPU ${index} for new tasks`}
        title={enabled ? "Disable" : "Enable"}
      />
    </form>
  );
}
