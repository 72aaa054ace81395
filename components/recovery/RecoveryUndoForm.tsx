/** Puts back what was taken away a moment ago, without a script. */
export function RecoveryUndoForm(
  { entries }: { readonly entries: readonly string[] },
) {
  if (entries.length === 0) return null;
  return (
    <form method="post" action="recovery">
      {entries.map((key) => (
        <input key={key} type="hidden" name="entry" value={key} />
      ))}
      <button class="b" type="submit" name="action" value="put_back">
        Undo
      </button>{" "}
      <span class="dim">within a minute</span>
    </form>
  );
}
