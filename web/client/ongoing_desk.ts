import { type Signal, signal } from "@preact/signals";
import { movedBefore } from "../../scheduler/view/ongoing_list.ts";
import { neighborAt } from "../../scheduler/view/queue_order.ts";
import { counted } from "../../scheduler/view/words.ts";
import { doToAll } from "./bulk.ts";
import { confirm } from "./confirm.ts";
import { onCopyClick } from "./copy_line.ts";
import type { Hands } from "./late_hands.ts";
import { type Lift, RowLift } from "./row_lift.ts";
import { onTaskForm } from "./task_actions.ts";

/** What of the page of running tasks the desk works on. */
export interface OngoingSurface {
  readonly root: () => HTMLElement | null;
  /** The tasks shown, and all that run in the same order. */
  readonly shown: () => readonly string[];
  readonly all: () => readonly string[];
  readonly onOrder: (ids: readonly string[]) => void;
  readonly lineOf: (id: string, form: string) => string | null;
}

/** What a person does to running tasks, with a pointer or with keys. */
export class OngoingDesk implements Hands {
  /** What is told to those who do not see it. */
  readonly said: Signal<string> = signal("");
  readonly lift: RowLift;
  /** Those selected, whether they run still or not. */
  readonly selected: Signal<ReadonlySet<string>>;
  /** Where a range begins. */
  #anchor: string | null = null;
  readonly #surface: OngoingSurface;
  readonly #onForm = onTaskForm();
  readonly #onCopy: (event: Event) => void;

  constructor(surface: OngoingSurface) {
    this.#surface = surface;
    const chosen = surface.root()?.querySelectorAll<HTMLInputElement>(
      ".terms .cb:checked",
    );
    this.selected = signal(
      new Set([...chosen ?? []].map(({ value }) => value)),
    );
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
    const target = event.target as Element;
    if (target instanceof HTMLInputElement && target.name === "id") {
      this.#choose(target, event.shiftKey);
    }
    if (target.closest("[data-clear]") !== null) {
      this.selected.value = new Set();
    }
    const button = target.closest("details [data-copy]");
    button?.closest("details")?.removeAttribute("open");
  }

  onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const ids = new FormData(form).getAll("id").map(String);
    const { bulk } = form.dataset;
    if (bulk !== undefined) {
      event.preventDefault();
      void endAll(ids, ` with ${bulk}`);
      // Not `form.id`: fields named "id" take its place (HTML, 4.10.3).
    } else if (form.getAttribute("id") === "ongoing-bulk") {
      event.preventDefault();
      const { value } = event.submitter as HTMLButtonElement;
      void this.#toSelected(value, ids);
    } else void this.#onForm(event);
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

  #choose({ value, checked }: HTMLInputElement, isRange: boolean): void {
    const shown = this.#surface.shown();
    const ends = [shown.indexOf(value), shown.indexOf(this.#anchor ?? value)];
    const range = isRange && !ends.includes(-1)
      ? shown.slice(Math.min(...ends), Math.max(...ends) + 1)
      : [value];
    const ids = this.selected.peek();
    this.#anchor = value;
    this.selected.value = checked
      ? ids.union(new Set(range))
      : ids.difference(new Set(range));
  }

  async #toSelected(action: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const done = action === "terminate"
      ? await endAll(ids, "")
      : await doToAll("restart", ids, () => {});
    this.selected.value = this.selected.peek().difference(new Set(done));
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

/**
 * Asks all of them to end, once a person has said that it is meant; resolves
 * with those that were asked.
 */
async function endAll(
  ids: readonly string[],
  what: string,
): Promise<readonly string[]> {
  const count = counted(ids.length, "task");
  const isMeant = await confirm({
    title: `Terminate ${count}${what}?`,
    text: "They are asked to end, and killed if they do not within the grace.",
    act: `Terminate ${count}`,
    keep: "Keep them running",
  });
  return isMeant ? await doToAll("terminate", ids, () => {}) : [];
}
