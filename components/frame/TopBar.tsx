import type { ComponentChildren } from "preact";

/** What {@linkcode TopBar} is given. */
export interface TopBarProps {
  readonly title: string;
  /** Whether the title is a task's id. */
  readonly mono?: boolean;
  readonly host: string;
  /** What stands at the right: the connection, the theme. */
  readonly children: ComponentChildren;
}

/** The page's title, and how fresh what it shows is. */
export function TopBar({ title, mono = false, host, children }: TopBarProps) {
  return (
    <header class="top">
      <h1 class={mono ? "mono cut" : "cut"} title={mono ? title : undefined}>
        {title}
      </h1>
      <span class="host only-l">{host}</span>
      <span class="sp" />
      {children}
    </header>
  );
}
