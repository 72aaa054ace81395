import { assertEquals } from "@std/assert";
import { dismiss, sayDone, sayUndoable, toasts } from "./toasts.ts";
import { canUndo, doUndoably, undoNewest } from "./undo.ts";

/** Leaves nothing behind for the next test. */
function clear(): void {
  while (toasts.value.length > 0) dismiss(toasts.value[0]!.key);
}

Deno.test("undoNewest() takes back the newest of what can be taken back, once", () => {
  const undone: string[] = [];
  sayUndoable("removed a", "", () => undone.push("a"));
  sayUndoable("removed b", "", () => undone.push("b"));
  sayDone("copied");
  const before = canUndo();

  undoNewest();
  undoNewest();
  undoNewest();
  const after = canUndo();
  clear();

  assertEquals(undone, ["b", "a"]);
  assertEquals([before, after], [true, false]);
});

/** Something that a server answers when told to, and what was undone of it. */
function aDeletion(id: string, undone: string[], canBePutBack = true) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const staysDone = doUndoably(async (say) => {
    await promise;
    return await say(`deleted ${id}`, "", () => {
      undone.push(id);
      return Promise.resolve(canBePutBack);
    });
  });
  return { staysDone, answer: resolve, refuse: reject };
}

Deno.test("undoNewest() takes back what is under way once it is done", async () => {
  const undone: string[] = [];
  sayUndoable("deleted before", "", () => undone.push("before"));
  const { staysDone, answer } = aDeletion("a", undone);
  const could = canUndo();

  undoNewest();
  const early = [...undone];
  answer();
  const stays = await staysDone;
  const offered = toasts.value.map(({ title }) => title);
  undoNewest();
  clear();

  assertEquals([could, early, stays], [true, [], false]);
  assertEquals(offered, ["deleted before"]);
  assertEquals(undone, ["a", "before"]);
});

Deno.test("undoNewest() says what stays done because it can not be taken back", async () => {
  const { staysDone, answer } = aDeletion("a", [], false);
  undoNewest();
  answer();

  assertEquals(await staysDone, true);
  assertEquals(canUndo(), false);
});

Deno.test("undoNewest() forgets a wish about what was not done", async () => {
  const undone: string[] = [];
  const { staysDone, refuse } = aDeletion("a", undone);
  undoNewest();
  refuse(new Error("the disk is full"));
  const reason = await staysDone.catch((error: Error) => error.message);

  undoNewest();

  assertEquals([reason, undone], ["the disk is full", []]);
});
