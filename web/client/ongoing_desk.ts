import { type Signal, signal } from "@preact/signals";
import { movedBefore } from "../../scheduler/view/ongoing_list.ts";
import { neighborAt } from "../../scheduler/view/queue_order.ts";
import { counted } from "../../scheduler/view/words.ts";
import { ask } from "./api.ts";
import { confirm } from "./confirm.ts";
import { onCopyClick } from "./copy_line.ts";
import type { Hands } from "./late_hands.ts";
import { type Lift, RowLift } from "./row_lift.ts";
import { onTaskForm } from "./task_actions.ts";
import { sayDone, sayFailed } from "./toasts.ts";

/** What of the page of running tasks the desk works on. */
export interface OngoingSurface {
  readonly root: () => HTMLElement | null;
  /** The tasks shown, and all that run in the same order. */
  readonly shown: () => readonly string[];
  readonly all: () => readonly string[];
  readonly onOrder: (ids: readonly string[]) => void;
  readonly lineOf: (id: string, form: string) => string | null;
}

interface BulkAnswer {
  readonly done: readonly unknown[];
  readonly failed: readonly { readonly id: string; readonly problem: string }[];
}

/** What a person does to running tasks, with a pointer or with keys. */
export class OngoingDesk implements Hands {
  /** What is told to those who do not see it. */
  readonly said: Signal<string> = signal("");
  readonly lift: RowLift;
  readonly #surface: OngoingSurface;
  readonly #onForm = onTaskForm();
  readonly #onCopy: (event: Event) => void;

  constructor(surface: OngoingSurface) {
    this.#surface = surface;
    this.#onCopy = onCopyClick(surface.lineOf);
    this.lift = new RowLift({
      rows: () => [...surface.root()?.querySelector(".terms")?.children ?? []],
      last: (rows) => rows - 1,
      say: (words) => this.said.value = words,
      onDrop: (lift) => this.#drop(lift),
    });
  }

  onClick(event: MouseEvent): void {
    this.#onCopy(event);
    const button = (event.target as Element).closest("details [data-copy]");
    button?.closest("details")?.removeAttribute("open");
  }

  onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const { bulk } = form.dataset;
    if (bulk === undefined) return void this.#onForm(event);
    event.preventDefault();
    void endAll(new FormData(form).getAll("id").map(String), bulk);
  }

  onInput(): void {}

  onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") closeMenu(event);
    this.lift.onKeyDown(event);
  }

  onPointerDown(event: PointerEvent): void {
    this.lift.onPointerDown(event);
  }

  onFocusOut(event: FocusEvent): void {
    this.lift.onFocusOut(event);
  }

  #drop({ id, from, to }: Lift): void {
    const { shown, all, onOrder, root } = this.#surface;
    onOrder(movedBefore(all(), id, neighborAt(shown(), from, to, all())));
    // The card stands elsewhere now, and its handle has lost the focus.
    requestAnimationFrame(() =>
      root()?.querySelector<HTMLElement>(`[data-lift="${CSS.escape(id)}"]`)
        ?.focus()
    );
  }
}

function closeMenu({ target }: Event): void {
  const menu = (target as Element).closest<HTMLDetailsElement>("details[open]");
  if (menu === null) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
}

/** Asks all of them to end, once a person has said that it is meant. */
async function endAll(ids: readonly string[], what: string): Promise<void> {
  const count = counted(ids.length, "task");
  const isMeant = await confirm({
    title: `Terminate ${count} with ${what}?`,
    text: "They are asked to end, and killed if they do not within the grace.",
    act: `Terminate ${count}`,
    keep: "Keep them running",
  });
  if (!isMeant) return;
  try {
    const body = { action: "terminate", ids };
    const told = await ask("POST", "/api/v1/tasks/bulk", body) as BulkAnswer;
    const [first] = told.failed;
    const words = `${counted(told.done.length, "task")} asked to end`;
    if (first === undefined) return sayDone(words, what);
    const left = `${words}, ${told.failed.length} not`;
    sayFailed(left, new Error(`${first.id}: ${first.problem}`));
  } catch (error) {
    sayFailed("Not asked to end", error);
  }
}
