/** A task's tags; nothing where it has none. */
export function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <span class="tags">
      {tags.map((tag) => <span key={tag} class="tag">{tag}</span>)}
    </span>
  );
}
