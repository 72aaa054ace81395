import type { ComponentChildren } from "preact";

/** What {@linkcode Empty} is given. */
export interface EmptyProps {
  readonly fact: string;
  readonly children?: ComponentChildren;
}

/** What stands where a list has nothing: a fact, a sentence, a way on. */
export function Empty({ fact, children }: EmptyProps) {
  return (
    <div class="empty">
      <b>{fact}</b>
      {children}
    </div>
  );
}
