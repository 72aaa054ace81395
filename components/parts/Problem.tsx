import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";

/** What {@linkcode Problem} is given. */
export interface ProblemProps {
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** One thing that is wrong, at the place where it is. */
export function Problem({ id, children }: ProblemProps) {
  return (
    <p class="err" id={id}>
      <Icon name="warn" />
      <span>{children}</span>
    </p>
  );
}
