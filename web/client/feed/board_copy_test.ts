import { assertEquals } from "@std/assert";
import { aBoardView } from "../../../tests/helpers/views.ts";
import { BoardCopy, type FeedMessage } from "./board_copy.ts";

function aBoard(id: string, nowMs: number): FeedMessage {
  const board = { ...aBoardView(), nowMs };
  return { event: "board", id, data: JSON.stringify(board) };
}

function aPatch(id: string, nowMs: number): FeedMessage {
  return { event: "patch", id, data: JSON.stringify({ nowMs }) };
}

Deno.test("BoardCopy folds each message once, and says what it knows", () => {
  const copy = new BoardCopy();

  const taken = [
    copy.take(aBoard("life:7", 1)),
    copy.take(aPatch("life:8", 2)),
    copy.take(aPatch("life:8", 99)),
    copy.take(aBoard("life:6", 99)),
  ];

  assertEquals(taken, ["taken", "taken", "known", "known"]);
  assertEquals([copy.board?.nowMs, copy.id], [2, "life:8"]);
});

Deno.test("BoardCopy takes no patch with a gap before it", () => {
  const copy = new BoardCopy();
  const first = copy.take(aPatch("life:3", 1));
  copy.take(aBoard("life:7", 2));

  const later = copy.take(aPatch("life:9", 3));
  const elsewhere = copy.take(aPatch("other:8", 4));

  assertEquals([first, later, elsewhere], ["gap", "gap", "gap"]);
  assertEquals([copy.board?.nowMs, copy.id], [2, "life:7"]);
});

Deno.test("BoardCopy begins anew with a server's new life", () => {
  const copy = new BoardCopy();
  copy.take(aBoard("life:7", 1));

  const taken = copy.take(aBoard("other:0", 2));

  assertEquals([taken, copy.id, copy.board?.nowMs], ["taken", "other:0", 2]);
});

Deno.test("BoardCopy tells what it has to one who has nothing", () => {
  const copy = new BoardCopy();
  const nothing = copy.tell();
  copy.take(aBoard("life:7", 1));
  copy.take(aPatch("life:8", 2));
  const other = new BoardCopy();

  const taken = other.take(copy.tell()!);

  assertEquals([nothing, taken], [null, "taken"]);
  assertEquals([other.id, other.board], [copy.id, copy.board]);
});
