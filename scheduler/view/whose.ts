import type { TaskView } from "./task_view.ts";

type Submitted = Pick<TaskView, "submitter">;

/** Who looks at a page: a token's name, or `null` for the server's own. */
export type Viewer = string | null;

/** The word of a search that finds what somebody has submitted. */
export function whoseTerm(who: Viewer): string {
  return `@${who ?? ""}`;
}

/** Tells whether a search asks for what somebody has submitted. */
export function asksFor(text: string, who: Viewer): boolean {
  return wordsOf(text).includes(whoseTerm(who));
}

/** Asks for what somebody has submitted as well, or no more. */
export function toggledWhose(text: string, who: Viewer): string {
  const others = wordsOf(text).filter((word) => word !== whoseTerm(who));
  return (asksFor(text, who) ? others : [...others, whoseTerm(who)]).join(" ");
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Tells whether tasks are of more than one person, who looks counted in. */
export function areOfSeveral(
  tasks: Iterable<Submitted>,
  viewer: Viewer | undefined,
): boolean {
  let first = viewer ?? undefined;
  let isFirst = first === undefined;
  for (const { submitter } of tasks) {
    if (isFirst) first = submitter;
    else if (submitter !== first) return true;
    isFirst = false;
  }
  return false;
}
