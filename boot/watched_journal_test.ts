import { assertEquals } from "@std/assert";
import { submitted } from "../tests/helpers/journal_life.ts";
import { aState } from "../tests/helpers/builders.ts";
import { FakeJournal } from "../tests/helpers/fake_ports.ts";
import { watchedJournal } from "./watched_journal.ts";

Deno.test("watchedJournal() saves although a watcher breaks, and tells the others", async () => {
  const inner = new FakeJournal();
  const seen: string[] = [];
  const told: string[] = [];
  const broken = {
    take() {
      throw new Error("no such label");
    },
  };
  const sound = {
    take: () => seen.push("took"),
    wrote: () => seen.push("wrote"),
  };
  const journal = watchedJournal(
    inner,
    aState(),
    [broken, sound],
    (problem) => told.push(problem),
  );

  await journal.append([submitted("a")]);

  assertEquals(inner.lines.length, 1);
  assertEquals(seen, ["took", "wrote"]);
  assertEquals(told, [
    "Cannot count or trace what happens: Error: no such label",
  ]);
});
