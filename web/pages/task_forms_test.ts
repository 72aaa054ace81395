import { assertEquals } from "@std/assert";
import type { Scheduler } from "../../scheduler/mod.ts";
import { actOnTasks } from "./task_forms.ts";

Deno.test("actOnTasks() turns down an action that is only a name of JavaScript's own", async () => {
  for (const action of ["__proto__", "constructor", "toString"]) {
    const form = new FormData();
    form.set("action", action);
    form.set("id", "a");

    const acted = await actOnTasks({} as Scheduler, form);

    assertEquals(acted.kind, "refused", action);
  }
});
