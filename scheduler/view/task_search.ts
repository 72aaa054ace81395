import type { TaskView } from "./task_view.ts";
import { endLine } from "./task_words.ts";

/**
 * Splits a search into words, all of which must occur; `@bob` stands for a
 * line of its own, and so for nobody whose name only begins so.
 */
export function termsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter((term) => term !== "")
    .map((term) => /^@[\w.-]*$/.test(term) ? `\n${term}\n` : term);
}

/** Looks for words in what a task says: values only, never names of fields. */
export function hasTerms(task: TaskView, terms: readonly string[]): boolean {
  if (terms.length === 0) return true;
  const text = searchText(task);
  return terms.every((term) => text.includes(term));
}

/** All that a task says, for a search that ignores case. */
export function searchText(task: TaskView): string {
  return [
    task.id,
    `@${task.submitter ?? ""}`,
    task.command,
    task.state,
    endLine(task),
    ...task.tags,
    ...Object.entries(task.envar).map(([name, value]) =>
      `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`
    ),
  ].join("\n").toLowerCase();
}
