import { counted } from "../../scheduler/view/words.ts";
import { LineCount } from "../tasks/LineCount.tsx";

/** What {@linkcode CompletedTools} is given. */
export interface CompletedToolsProps {
  readonly matching: number;
  /** `null` where the config does not offer the choice. */
  readonly lines: number | null;
  readonly maxLines: number;
  readonly allDetails: boolean;
  readonly allOutputs: boolean;
  readonly onLines: (lines: number) => void;
  readonly onDetails: (on: boolean) => void;
  readonly onOutputs: (on: boolean) => void;
}

/** How much of every row is shown. */
export function CompletedTools(props: CompletedToolsProps) {
  const { matching, lines, maxLines, allDetails, allOutputs } = props;
  return (
    <div class="fb slim needs-js" hidden={matching === 0}>
      <span class="dim num" role="status">{counted(matching, "task")}</span>
      <span class="grow" />
      <button
        type="button"
        class="b sm gh"
        onClick={() => props.onDetails(!allDetails)}
      >
        {allDetails ? "Hide all details" : "Show all details"}
      </button>
      <button
        type="button"
        class="b sm gh"
        onClick={() => props.onOutputs(!allOutputs)}
      >
        {allOutputs ? "Hide all output" : "Show all output"}
      </button>
      {lines !== null && (
        <LineCount
          label="Output lines"
          value={lines}
          max={maxLines}
          onChange={props.onLines}
        />
      )}
    </div>
  );
}
