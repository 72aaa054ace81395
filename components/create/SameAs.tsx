import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode SameAs} is given. */
export interface SameAsProps {
  readonly line: string;
  readonly onCopy: () => void;
}

/** What is typed, as the line of shell that queues the same. */
export function SameAs({ line, onCopy }: SameAsProps) {
  return (
    <section class="p" aria-labelledby="same-title">
      <div class="ph">
        <h2 id="same-title">Same as</h2>
        <span class="c">curl</span>
        <button
          type="button"
          class="b gh ic sm"
          aria-label="Copy the curl line"
          title="Copy"
          onClick={onCopy}
        >
          <Icon name="copy" />
        </button>
      </div>
      <pre class="same mono s" tabIndex={0} aria-labelledby="same-title">
        {line}
      </pre>
    </section>
  );
}
