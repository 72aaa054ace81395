/** What {@linkcode CompletedHead} is given. */
export interface CompletedHeadProps {
  readonly allSelected: boolean;
  readonly someSelected: boolean;
}

/** Names the columns, and selects all that match at once. */
export function CompletedHead(props: CompletedHeadProps) {
  const { allSelected, someSelected } = props;
  const isMixed = someSelected && !allSelected;
  return (
    <div class="tr hd">
      <input
        class={`cb needs-js${isMixed ? " mix" : ""}`}
        type="checkbox"
        checked={allSelected}
        aria-checked={isMixed ? "mixed" : allSelected ? "true" : "false"}
        aria-label="Select all that match"
        data-all
      />
      <span>State</span>
      <span>Task</span>
      <span>Exit and cause</span>
      <span class="g">GPUs</span>
      <span class="s">Started</span>
      <span class="d num">Ran for</span>
      <span class="acts" />
    </div>
  );
}
