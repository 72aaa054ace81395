/** Stands where the preview will be, until there is something to read. */
export function PreviewHint() {
  return (
    <section class="p needs-js" aria-labelledby="preview-title">
      <div class="ph">
        <h2 id="preview-title">What will be queued</h2>
        <span class="c">nothing yet</span>
      </div>
      <p class="empty">Type a command, and what it would become stands here.</p>
    </section>
  );
}
