import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";

interface ToggleProps {
  readonly id: string;
  readonly open: boolean;
  readonly title: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Shows and hides what it is given. */
export default function Toggle({ id, open, title, children }: ToggleProps) {
  const isOpen = useSignal(open);
  return (
    <section id={id}>
      <h2>{title}</h2>
      <button type="button" onClick={() => isOpen.value = !isOpen.value}>
        {isOpen.value ? "Hide" : "Show"}
      </button>
      {isOpen.value && <div class="inside">{children}</div>}
    </section>
  );
}
