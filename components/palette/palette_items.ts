import type { BoardView } from "../../scheduler/view/board.ts";
import type { PaletteAct } from "../../scheduler/view/palette_act.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { isActiveView } from "../../scheduler/view/task_words.ts";
import type { IconName } from "../parts/Icon.tsx";
import { generalActions } from "./general_actions.ts";
import { matchScore, wordsOf } from "./match.ts";
import { taskActions } from "./task_actions.ts";

/** Something to do. */
export interface PaletteAction {
  readonly kind: "action";
  readonly label: string;
  readonly icon: IconName;
  /** The shortcut that does the same, where there is one. */
  readonly keys?: string;
  readonly act: PaletteAct;
}

/** A task to open, or to do something with. */
export interface PaletteTask {
  readonly kind: "task";
  readonly task: TaskView;
}

/** An item of the palette. */
export type PaletteItem = PaletteAction | PaletteTask;

/** Items under one heading. */
export interface PaletteGroup {
  readonly heading: string;
  readonly items: readonly PaletteItem[];
}

/** What the palette chooses from. */
export interface PaletteStock {
  readonly board: BoardView | null;
  /** What the server found for what was typed. */
  readonly found: readonly TaskView[];
  readonly canUndo: boolean;
  readonly canSignOut: boolean;
}

const FIRST_TASKS = 6;
const MOST_TASKS = 30;
const MOST_VERBS = 4;

/** What fits what was typed: tasks first, then actions. */
export function paletteGroups(
  query: string,
  stock: PaletteStock,
): readonly PaletteGroup[] {
  const isAsked = wordsOf(query).length > 0;
  const tasks = isAsked
    ? rankedTasks(query, stock).slice(0, MOST_TASKS)
    : firstTasks(stock.board);
  const general = generalActions(stock)
    .filter(({ isShown }) => isAsked || isShown)
    .map(({ action }) => action);
  const actions = isAsked
    ? [...verbsFor(query, stock), ...ranked(query, general)]
    : general;
  return [
    { heading: "Tasks", items: tasks.map((task) => ({ kind: "task", task })) },
    { heading: "Actions", items: actions },
  ].filter(({ items }) => items.length > 0) as PaletteGroup[];
}

/** What can be done about one task. */
export function taskGroups(
  query: string,
  task: TaskView,
): readonly PaletteGroup[] {
  const items = ranked(query, taskActions(task));
  return items.length === 0 ? [] : [{ heading: "Actions", items }];
}

function firstTasks(board: BoardView | null): readonly TaskView[] {
  if (board === null) return [];
  const { active, queued, ended } = board;
  const failed = ended.filter(({ state }) => state === "failed").slice(0, 2);
  const rest = [...failed, ...queued, ...ended];
  return [...new Set([...active, ...rest])].slice(0, FIRST_TASKS);
}

function rankedTasks(
  query: string,
  { board, found }: PaletteStock,
): readonly TaskView[] {
  const known = new Map(found.map((task) => [task.id, task]));
  const server = new Set(known.keys());
  const present = board === null
    ? []
    : [...board.active, ...board.queued, ...board.ended];
  for (const task of present) known.set(task.id, task);
  return [...known.values()]
    .map((task) => ({ task, score: taskScore(query, task) }))
    .filter(({ task, score }) => score !== null || server.has(task.id))
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ task }) => task);
}

/** Its id counts most; then its tags; then its command. */
function taskScore(query: string, task: TaskView): number | null {
  const text = [task.id, task.tags.join(" "), task.command].join(" ");
  const words = wordsOf(query);
  const isExact = words.every((word) => text.toLowerCase().includes(word));
  const scores = [
    matchScore(query, task.id),
    // A command is long enough to hold any letters in any order.
    isExact ? matchScore(query, text)! / 4 : null,
  ].filter((score) => score !== null);
  if (scores.length === 0) return null;
  const liveness = isActiveView(task) ? 8 : task.state === "queued" ? 4 : 0;
  return Math.max(...scores) + liveness;
}

/** `term vit` says both what is to be done and to which task. */
function verbsFor(
  query: string,
  stock: PaletteStock,
): readonly PaletteAction[] {
  const words = wordsOf(query);
  if (words.length < 2) return [];
  return words.flatMap((verb) => {
    const names = words.filter((word) => word !== verb).join(" ");
    return rankedTasks(names, stock).slice(0, MOST_VERBS).flatMap((task) =>
      taskActions(task)
        .filter(({ label }) => label.toLowerCase().startsWith(verb))
        .map((action) => ({ ...action, label: `${action.label} ${task.id}` }))
    );
  }).slice(0, MOST_VERBS);
}

function ranked<Action extends PaletteAction>(
  query: string,
  actions: readonly Action[],
): readonly Action[] {
  return actions
    .map((action) => ({ action, score: matchScore(query, action.label) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => wordsOf(query).length === 0 ? 0 : b.score! - a.score!)
    .map(({ action }) => action);
}
