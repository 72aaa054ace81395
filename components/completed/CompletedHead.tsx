/** What {@linkcode CompletedHead} is given. */
export interface CompletedHeadProps {
  readonly allSelected: boolean;
  readonly someSelected: boolean;
  readonly onToggle?: (() => void) | undefined;
}

/** Names the columns, and selects all rows at once. */
export function CompletedHead(props: CompletedHeadProps) {
  const { allSelected, someSelected, onToggle } = props;
  const isMixed = someSelected && !allSelected;
  return (
    <li class="tr hd">
      <input
        class={`cb needs-js${isMixed ? " mix" : ""}`}
        type="checkbox"
        checked={allSelected}
        aria-checked={isMixed ? "mixed" : allSelected ? "true" : "false"}
        aria-label="Select all rows shown"
        onChange={onToggle}
      />
      <span>State</span>
      <span>Task</span>
      <span>Exit and cause</span>
      <span class="g">GPUs</span>
      <span class="s">Started</span>
      <span class="d num">Ran for</span>
      <span class="acts" />
    </li>
  );
}
