/** A share of a whole, beside the text that says it. */
export function Bar({ share }: { share: number | null }) {
  const percent = Math.round(Math.min(1, Math.max(0, share ?? 0)) * 100);
  return (
    <div class="bar" style={`--v:${percent}%`} aria-hidden="true">
      <i />
    </div>
  );
}
