import { type Signal, signal } from "@preact/signals";
import type { BoardView } from "../../../scheduler/view/board.ts";
import {
  lastPlace,
  neighborAt,
  withQueueWishes,
} from "../../../scheduler/view/queue_order.ts";
import type { QueueSight } from "../../../scheduler/view/queue_sight.ts";
import { waitReason } from "../../../scheduler/view/wait_words.ts";
import type { Hands } from "../late_hands.ts";
import { type Lift, RowLift } from "../row_lift.ts";
import { sayFailed } from "../toasts.ts";
import type { Selection } from "../use_selection.ts";
import { QueueEditor } from "./queue_editor.ts";
import { QueueWishes } from "./queue_wishes.ts";

/** What of a page the desk works on. */
export interface QueueSurface {
  readonly root: () => HTMLElement | null;
  readonly selection: Selection;
  /** Reads what the feed does not tell, before a wish is let go. */
  readonly settled: () => Promise<void>;
}

/** What the page shows at the moment. */
export interface QueueShown {
  readonly board: BoardView;
  readonly sight: QueueSight;
}

/** A row that is held, and what would be where it is put down now. */
export interface HeldLift extends Lift {
  readonly saying: string | null;
}

/** What a person does to the queue, with a pointer or with keys. */
export class QueueDesk implements Hands {
  readonly wishes: QueueWishes;
  readonly editor = new QueueEditor();
  /** What is told to those who do not see it. */
  readonly said: Signal<string> = signal("");
  readonly lift: RowLift;
  readonly #surface: QueueSurface;
  #shown: QueueShown | null = null;
  /** While a row is held, the others stay where they are. */
  #frozen: BoardView | null = null;
  #focus: string | null = null;

  constructor(surface: QueueSurface) {
    this.#surface = surface;
    this.wishes = new QueueWishes(surface.settled);
    this.lift = new RowLift({
      rows: () => [...surface.root()?.querySelector("ol.ql")?.children ?? []],
      last: (rows) => lastPlace(rows, this.#isEndKnown()),
      say: (words) => this.said.value = words,
      onDrop: (lift) => this.#drop(lift),
    });
  }

  /** The board as it will be once all wishes are granted. */
  boardOf(told: BoardView): BoardView {
    const now = this.wishes.shown(told);
    if (this.lift.held.value === null) this.#frozen = null;
    // With the wishes of then: one that is granted meanwhile moves no row.
    else this.#frozen ??= this.#shown?.board ?? now;
    return this.#frozen ?? now;
  }

  /** What is held above this board; `null` where nothing is. */
  heldOver({ board, sight }: QueueShown): HeldLift | null {
    const held = this.lift.held.value;
    if (held === null) return null;
    const { id, from, to } = held;
    const all = board.queued.map((row) => row.id);
    const task = board.queued[all.indexOf(id)];
    if (task === undefined || from === to) return { ...held, saying: null };
    const before = neighborAt(idsOf(sight), from, to, all);
    const there = withQueueWishes(board, [{ kind: "move", id, before }]);
    const place = there.queued.findIndex((row) => row.id === id);
    const saying = `moving to ${place + 1}: ${waitReason(there, task)}`;
    return { ...held, saying };
  }

  /** Takes in what stands on the page now, and sets the focus where it goes. */
  settle(shown: QueueShown): void {
    this.#shown = shown;
    const edit = this.editor.now.peek();
    const isThere = this.#all().includes(edit?.id ?? "") ||
      this.#visible().includes(edit?.id ?? "");
    if (edit !== null && !edit.busy && !isThere) {
      this.editor.close();
      sayFailed("Not changed", new Error("the task has left the queue"));
    }
    if (this.#focus === null) return;
    const found = this.#surface.root()?.querySelector<HTMLElement>(this.#focus);
    if (!found) return;
    this.#focus = null;
    found.focus();
  }

  async onSubmit(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    event.preventDefault();
    if (form.dataset.filter !== undefined) return;
    // Not `form.id`: that is the form's field of this name (HTML, 4.10.3).
    if (form.getAttribute("id") === "queue-bulk") {
      const { ids } = this.#surface.selection;
      const { value } = event.submitter as HTMLButtonElement;
      this.#act(value, this.#all().filter((id) => ids.value.has(id)));
      this.#surface.selection.set([]);
    } else if (form.dataset.act === "edit") {
      this.editor.type(new FormData(form));
      const id = await this.editor.save();
      if (id === null) return;
      this.#focus = editLink(id);
      this.editor.close();
    } else {
      this.#act(form.dataset.act!, [String(new FormData(form).get("id"))]);
    }
  }

  onClick(event: MouseEvent): void {
    const { selection } = this.#surface;
    selection.onClick(event);
    const target = event.target as Element;
    const { edit } = target.closest<HTMLElement>("[data-edit]")?.dataset ?? {};
    const task = this.#shown?.sight.rows
      .find((row) => row.task.id === edit)?.task;
    if (task !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.#focus = "#edit-id";
      this.editor.open(task);
    } else if (target.closest("[data-cancel]") !== null) {
      event.preventDefault();
      this.#cancel();
    } else if (target.closest("[data-all]") !== null) {
      selection.set(this.#shown?.sight.matching ?? []);
    } else if (target.closest("[data-clear]") !== null) selection.set([]);
  }

  onInput({ target }: InputEvent): void {
    const { form } = target as HTMLInputElement;
    if (form?.dataset.act === "edit") this.editor.type(new FormData(form));
  }

  onKeyDown(event: KeyboardEvent): void {
    this.lift.onKeyDown(event);
    const field = event.target as HTMLElement;
    const form = field.closest<HTMLFormElement>("form[data-act=edit]");
    if (form === null) return;
    if (event.key === "Escape") this.#cancel();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
    } else return;
    event.preventDefault();
  }

  onPointerDown(event: PointerEvent): void {
    this.lift.onPointerDown(event);
  }

  onFocusOut(event: FocusEvent): void {
    this.lift.onFocusOut(event);
  }

  #drop({ id, from, to }: Lift): void {
    const shown = this.#visible();
    this.#focus = `[data-lift="${CSS.escape(id)}"]`;
    void this.wishes.move(id, neighborAt(shown, from, to, this.#all()));
  }

  #act(action: string, chosen: readonly string[]): void {
    if (action === "hold" || action === "release") {
      const [id] = chosen;
      if (chosen.length === 1) this.#focus = holdButton(id!);
      void this.wishes.hold(chosen, action);
      return;
    }
    if (action !== "unqueue") {
      void this.wishes.toTop(chosen, this.#all()[0]);
      return;
    }
    const shown = this.#visible();
    const last = shown.findLastIndex((id) => chosen.includes(id));
    const next = shown.find((id, place) =>
      place > last && !chosen.includes(id)
    );
    this.#focus = next === undefined
      ? "#queue-title"
      : `form[data-act=unqueue]:has([value="${CSS.escape(next)}"]) button`;
    void this.wishes.remove(chosen);
  }

  #cancel(): void {
    const edit = this.editor.now.peek();
    if (edit === null) return;
    this.#focus = editLink(edit.id);
    this.editor.close();
  }

  #visible(): readonly string[] {
    return this.#shown === null ? [] : idsOf(this.#shown.sight);
  }

  #all(): readonly string[] {
    return this.#shown?.board.queued.map(({ id }) => id) ?? [];
  }

  #isEndKnown(): boolean {
    const all = this.#all();
    const isAll = this.#shown?.board.counts.queued === all.length;
    return isAll || all.at(-1) !== this.#visible().at(-1);
  }
}

function editLink(id: string): string {
  return `[data-edit="${CSS.escape(id)}"]`;
}

/** It says the opposite once it was pressed. */
function holdButton(id: string): string {
  return `form:is([data-act=hold],[data-act=release])` +
    `:has([value="${CSS.escape(id)}"]) button`;
}

function idsOf({ rows }: QueueSight): readonly string[] {
  return rows.map(({ task }) => task.id);
}
