import { Icon } from "../parts/Icon.tsx";

/** Says what was taken away, and for a while offers to undo that. */
export function RecoveryUndoBar(
  { words, onUndo }: {
    readonly words: string | null;
    readonly onUndo: () => void;
  },
) {
  return (
    <div class={words === null ? "ru none" : "ru"} role="status">
      {words !== null && (
        <>
          <Icon name="s-succeeded" />
          <span class="cut">{words}</span>
          <button type="button" class="b sm" onClick={onUndo}>
            Undo <kbd class="k">z</kbd>
          </button>
        </>
      )}
    </div>
  );
}
