import { assertEquals } from "@std/assert";
import { aTask } from "../../tests/helpers/builders.ts";
import { hasTerms, termsOf } from "./task_search.ts";
import { viewTask } from "./task_view.ts";
import { areOfSeveral, asksFor, toggledWhose, whoseTerm } from "./whose.ts";

const by = (submitter?: string) =>
  viewTask(aTask("a", { name: "queued" }, {}, submitter ? { submitter } : {}));

Deno.test("whoseTerm() finds what one person has submitted, and nobody else's", () => {
  const finds = (who: string | null, task: ReturnType<typeof by>) =>
    hasTerms(task, termsOf(whoseTerm(who)));

  assertEquals(finds("bob", by("bob")), true);
  assertEquals(finds("Bob", by("Bob")), true);
  assertEquals(finds("bob", by("bobby")), false);
  assertEquals(finds("bob", by()), false);
  assertEquals(finds(null, by()), true);
  assertEquals(finds(null, by("bob")), false);
});

Deno.test("toggledWhose() adds who is asked for, and takes them away again", () => {
  const on = toggledWhose("lr  sweep", "bob");

  assertEquals([on, asksFor(on, "bob")], ["lr sweep @bob", true]);
  assertEquals(asksFor("x@bob", "bob"), false);
  assertEquals(toggledWhose(on, "bob"), "lr sweep");
  assertEquals(toggledWhose("", null), "@");
});

Deno.test("areOfSeveral() counts who looks, but not the server's own token", () => {
  assertEquals(areOfSeveral([by("bob"), by("bob")], null), false);
  assertEquals(areOfSeveral([by("bob"), by("eve")], null), true);
  assertEquals(areOfSeveral([by("bob"), by()], undefined), true);
  assertEquals(areOfSeveral([by("bob")], "bob"), false);
  assertEquals(areOfSeveral([by("bob")], "eve"), true);
  assertEquals(areOfSeveral([], "eve"), false);
});
