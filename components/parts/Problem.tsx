import type { ComponentChildren } from "preact";
import { plainReason } from "../../scheduler/view/words.ts";
import { Icon } from "./Icon.tsx";

/** What {@linkcode Problem} is given. */
export interface ProblemProps {
  readonly id?: string;
  readonly text: string;
  /** The way to the place that is wrong. */
  readonly children?: ComponentChildren;
}

/** One thing that is wrong, at the place where it is. */
export function Problem({ id, text, children }: ProblemProps) {
  return (
    <p class="err" id={id}>
      <Icon name="warn" />
      <span>{plainReason(text)}{children}</span>
    </p>
  );
}
