import {
  applyPatch,
  type BoardPatch,
  type BoardView,
} from "../../../scheduler/view/board.ts";

/** A numbered message of the feed, as it came. */
export interface FeedMessage {
  readonly event: "board" | "patch";
  /** `<life>:<number>`; a life of the server counts by ones. */
  readonly id: string;
  /** JSON. */
  readonly data: string;
}

/** The board as the feed tells it, and where in the feed that is. */
export class BoardCopy {
  board: BoardView | null = null;
  id: string | null = null;

  /**
   * Folds a message in. What was told before changes nothing (`known`), and
   * neither does what has a gap before it (`gap`).
   */
  take({ event, id, data }: FeedMessage): "taken" | "known" | "gap" {
    const ahead = this.#ahead(id);
    if (ahead !== null && ahead <= 0) return "known";
    if (event === "board") this.board = JSON.parse(data) as BoardView;
    else if (ahead !== 1 || this.board === null) return "gap";
    else {
      this.board = applyPatch(this.board, JSON.parse(data) as BoardPatch);
    }
    this.id = id;
    return "taken";
  }

  /** The board as a message, for one who has none. */
  tell(): FeedMessage | null {
    if (this.board === null || this.id === null) return null;
    return { event: "board", id: this.id, data: JSON.stringify(this.board) };
  }

  /** How far ahead a message is; `null` from another life of the server. */
  #ahead(id: string): number | null {
    if (this.id === null) return null;
    const [life, number] = id.split(":");
    const [ownLife, ownNumber] = this.id.split(":");
    return life === ownLife ? Number(number) - Number(ownNumber) : null;
  }
}
