import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../parts/Icon.tsx";

/** The pages that the rail leads to. */
export type PageName = "home" | "create" | "queue" | "ongoing" | "completed";

/** What {@linkcode Rail} is given. */
export interface RailProps {
  readonly current: PageName | null;
  /** The live number of queued tasks, and of running ones. */
  readonly queued: ComponentChildren;
  readonly ongoing: ComponentChildren;
}

// Fresh itself marks links to the page being shown with `aria-current`, and
// with it those to a part of the page: the class says which one it is.

/** The pages: at the left, or in a bar below on a phone. */
export function Rail({ current, queued, ongoing }: RailProps) {
  const item = (
    page: PageName,
    href: string,
    icon: IconName,
    word: string,
    number: ComponentChildren = null,
  ) => (
    <li class={current === page ? "on" : undefined}>
      <a href={href}>
        <Icon name={icon} />
        {word}
        {number}
      </a>
    </li>
  );
  return (
    <nav class="rail" aria-label="Pages">
      <a class="brand" href="/home" aria-label="ANT, dashboard">
        <Icon name="brand" extra="big" />
      </a>
      <ul>
        {item("home", "/home", "dash", "Dashboard")}
        {item("create", "/create_task", "plus", "Create")}
        {item("queue", "/queue", "queue", "Queue", queued)}
        {item("ongoing", "/ongoing_task", "term", "Ongoing", ongoing)}
        {item("completed", "/completed_task", "done", "Completed")}
      </ul>
      <div class="low">
        <a href="/recovery" data-recovery>
          <Icon name="restore" />
          Restore
        </a>
      </div>
    </nav>
  );
}
