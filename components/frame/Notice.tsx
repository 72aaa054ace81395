import type { ComponentChildren } from "preact";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode Notice} is given. */
export interface NoticeProps {
  readonly kind: "good" | "warn" | "bad";
  readonly children: ComponentChildren;
}

/** A band above the page: what is so, since when, what follows. */
export function Notice({ kind, children }: NoticeProps) {
  return (
    <div class={`ban ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      <Icon name={kind === "good" ? "s-succeeded" : "warn"} />
      <div class="min-w-0">{children}</div>
    </div>
  );
}
