import { type ReadonlySignal, signal } from "@preact/signals";
import type { BoardView } from "../../../scheduler/view/board.ts";
import type { ListPage } from "../../../scheduler/view/completed_list.ts";
import { matcherOf, meets } from "../../../scheduler/view/ended_match.ts";
import {
  ALL_ENDED,
  type ListQuery,
  SORTS,
  writeListQuery,
} from "../../../scheduler/view/ended_query.ts";
import {
  inOwnOrder,
  keptOrder,
  movedTo,
  withPart,
} from "../../../scheduler/view/own_order.ts";
import { type BulkAction, doToAll } from "../bulk.ts";
import { recall, remember } from "../remembered.ts";
import { sayFailed } from "../toasts.ts";
import { endedIds, type EndedList, EndedRows } from "./ended_rows.ts";
import { EndedSelection } from "./ended_selection.ts";

const ORDER_KEY = "antScheduler.completedTasks.ownOrder";
const PLAIN = { sort: SORTS[0], page: 1 } as const;
const CHOICE_KEY = "antScheduler.completedTasks.isOwnOrder";

/** What a person does with the list of ended tasks. */
export class EndedDesk {
  readonly rows: EndedRows;
  readonly selection: EndedSelection;
  readonly #busy = signal(false);
  /** All ids, the latest first; as of when they were last put in one's own order. */
  #latest: readonly string[] = [];

  constructor(page: ListPage) {
    this.rows = new EndedRows(page);
    this.selection = new EndedSelection(this.rows);
  }

  /** Whether a bulk action is under way. */
  get busy(): ReadonlySignal<boolean> {
    return this.#busy;
  }

  get list(): EndedList {
    return this.rows.list.peek();
  }

  /** Takes up an order made by hand, if that was chosen last. */
  start(): void {
    const isAsked = location.search.includes("sort=");
    if (recall(CHOICE_KEY) === true && !isAsked) void this.sortOwn();
  }

  /** Asks for another list, which the address then names. */
  async ask(query: ListQuery): Promise<void> {
    if (query.sort !== this.list.query.sort) remember(CHOICE_KEY, false);
    history.replaceState(history.state, "", addressOf(query));
    this.selection.clear();
    const isOwn = recall(CHOICE_KEY) === true;
    await (isOwn ? this.#asOwn(query) : this.rows.change(query));
  }

  /** Puts the list into the order made by hand. */
  async sortOwn(): Promise<void> {
    remember(CHOICE_KEY, true);
    const query = { ...this.list.query, sort: SORTS[0], page: 1 };
    history.replaceState(history.state, "", addressOf(query));
    await this.#asOwn(query);
  }

  /** Leaves the order made by hand for one of the server's. */
  async sort(query: ListQuery): Promise<void> {
    remember(CHOICE_KEY, false);
    await this.ask(query);
  }

  /** Puts a row at another place of the order made by hand. */
  move(id: string, place: number): void {
    const { own } = this.list;
    if (own === null) return;
    const order = movedTo(own, id, place);
    this.#keep(order);
    this.rows.arrange(order);
  }

  /** Of what the filters leave, the others keep their places. */
  #keep(order: readonly string[]): void {
    const whole = withPart(inOwnOrder(this.#latest, storedOrder()), order);
    if (remember(ORDER_KEY, keptOrder(whole, this.#latest))) return;
    const reason = "this browser has no room for it";
    sayFailed("The order is not remembered", new Error(reason));
  }

  /** Lets those in that ended since. */
  async showNew(): Promise<void> {
    const { query, own } = this.list;
    await (own === null ? this.rows.change(query) : this.#asOwn(query));
  }

  /** Counts those of a board that belong here and came after the list. */
  newOn(board: BoardView | null): number {
    const { query, asOfMs } = this.rows.list.value;
    const newer = board?.ended.filter(({ endedAtMs }) => endedAtMs! > asOfMs);
    if (board === null || newer === undefined || newer.length === 0) return 0;
    const matcher = matcherOf(query, board.nowMs);
    return newer.filter((task) => meets(task, matcher)).length;
  }

  /** Does the same to many, whether their rows are here or not. */
  async act(action: BulkAction, ids: readonly string[]): Promise<void> {
    if (ids.length === 0 || this.#busy.peek()) return;
    this.#busy.value = true;
    const keep = action === "restart" ? null : this.letGo(ids);
    try {
      const done = await doToAll(action, ids, () => this.refresh());
      if (keep === null) this.selection.clear(done);
      else keep(without(ids, done));
    } finally {
      this.#busy.value = false;
    }
  }

  /**
   * Lets rows go before the server has said that they may. The function that
   * it returns brings back those that have to stay, as they were.
   */
  letGo(ids: readonly string[]): (stay: readonly string[]) => void {
    const chosen = this.selection.ids.peek();
    const bringBack = this.rows.drop(ids);
    this.selection.clear(ids);
    return (stay) => {
      if (stay.length === 0) return;
      if (!bringBack(new Set(stay))) this.refresh();
      const again = stay.filter((id) => chosen.has(id));
      this.selection.ids.value = this.selection.ids.peek()
        .union(new Set(again));
    };
  }

  /** Asks again for all there is: something came back, or went. */
  refresh(): void {
    if (this.list.own === null) this.rows.refresh(0);
    else void this.#asOwn(this.list.query);
  }

  async #asOwn(query: ListQuery): Promise<void> {
    try {
      const latest = endedIds(ALL_ENDED);
      const isAll = writeListQuery({ ...query, ...PLAIN }) === "";
      const ids = isAll ? latest : endedIds({ ...query, ...PLAIN });
      const [found, all] = await Promise.all([ids, latest]);
      this.#latest = all;
      const there = new Set(found);
      const own = inOwnOrder(all, storedOrder()).filter((id) => there.has(id));
      await this.rows.change(query, own);
    } catch (error) {
      sayFailed("Not listed", error);
    }
  }
}

function storedOrder(): readonly string[] {
  const stored = recall(ORDER_KEY);
  return Array.isArray(stored) ? stored.map(String) : [];
}

function addressOf(query: ListQuery): string {
  return location.pathname + writeListQuery({ ...query, page: 1 });
}

function without(
  ids: readonly string[],
  others: readonly string[],
): readonly string[] {
  return [...new Set(ids).difference(new Set(others))];
}
