import { Icon } from "../parts/Icon.tsx";

/** Copies a task as the line that queues it, in ANT's words or for a shell. */
export function CopyMenu({ id }: { id: string }) {
  return (
    <details class="menu right needs-js">
      <summary class="b gh ic sm" aria-label={`Copy ${id}`} title="Copy">
        <Icon name="copy" />
      </summary>
      <ul>
        {["ANT line", "curl"].map((form) => (
          <li key={form}>
            <button
              type="button"
              class="b sm gh"
              data-copy={id}
              data-form={form}
            >
              Copy as {form}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
