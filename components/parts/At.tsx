import { iso, UNKNOWN, when, whenExactly } from "../../scheduler/view/words.ts";

/** What {@linkcode At} is given. */
export interface AtProps {
  readonly atMs: number | null;
  readonly nowMs: number;
  /** Writes the seconds, too. */
  readonly exact?: boolean;
}

/** An instant, with the whole truth in its title. */
export function At({ atMs, nowMs, exact = false }: AtProps) {
  if (atMs === null) return <span>{UNKNOWN}</span>;
  return (
    <time datetime={iso(atMs)} title={iso(atMs)}>
      {exact ? whenExactly(atMs) : when(atMs, nowMs)}
    </time>
  );
}
