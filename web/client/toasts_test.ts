import { assertEquals } from "@std/assert";
import {
  dismiss,
  holdToasts,
  sayDone,
  sayFailed,
  sayUndoable,
  toasts,
} from "./toasts.ts";

function titles(): string[] {
  return toasts.value.map(({ title }) => title);
}

/** Leaves nothing behind for the next test. */
function clear(): void {
  holdToasts(false);
  while (toasts.value.length > 0) dismiss(toasts.value[0]!.key);
}

Deno.test("toasts shows two, and an error again once those before it left", () => {
  sayFailed("first", new Error("a"));
  sayDone("second");
  sayDone("third");
  const shown = titles();

  dismiss(toasts.value[1]!.key);
  const left = titles();
  clear();

  assertEquals([shown, left], [["second", "third"], ["first", "second"]]);
});

Deno.test("sayFailed() says the same once only", () => {
  sayFailed("Not moved", new Error("it started"));
  sayFailed("Not moved", new Error("it started"));
  sayFailed("Not moved", new Error("it ended"));
  const details = toasts.value.map(({ detail }) => detail);
  clear();

  assertEquals(details, ["it started", "it ended"]);
});

Deno.test("holdToasts() stops the clock of what would leave", () => {
  holdToasts(true);
  sayDone("held");
  sayUndoable("held, too", "", () => {});

  // The sanitizer of this test would tell of a timer that still runs.
  const shown = titles();
  toasts.value.forEach(({ key }) => dismiss(key));
  clear();

  assertEquals(shown, ["held", "held, too"]);
});
