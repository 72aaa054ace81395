import { assertEquals } from "@std/assert";
import { aRunner, aSpec, aState, aTask } from "../../tests/helpers/builders.ts";
import type { SchedulerState } from "../model/state.ts";
import { HeldBudgets } from "./held_budgets.ts";

const asks = (nGpus: number, of = "ann", gpus = 3) =>
  aSpec({ nGpus, budget: { of, gpus } });

/** The most GPUs that one more task of somebody may ask for. */
function room(budgets: HeldBudgets, of = "ann"): number {
  let most = 0;
  while (budgets.haveRoomFor(asks(most + 1, of))) most++;
  return most;
}

function heldBy(submitter: string, ...gpus: number[]): SchedulerState {
  return aState({ ...aRunner("own", ...gpus), submitter });
}

Deno.test("HeldBudgets counts the GPUs of each submitter's tasks, and nobody else's", () => {
  const state = aState(
    { ...aRunner("a", 0, 1), submitter: "ann" },
    { ...aRunner("b", 2), submitter: "bob" },
    { ...aTask("waits", { name: "queued" }, { nGpus: 1 }), submitter: "ann" },
    aRunner("server's own", 3, 4, 5),
  );
  const budgets = new HeldBudgets(state);

  assertEquals([room(budgets), room(budgets, "bob")], [1, 2]);
  assertEquals(room(budgets, "cem"), 3);
});

Deno.test("HeldBudgets adds what is placed, before it was asked and after", () => {
  const budgets = new HeldBudgets(heldBy("ann", 0));
  budgets.add(asks(1));
  budgets.add(asks(2, "bob"));
  budgets.add(aSpec({ nGpus: 9 }));

  assertEquals([room(budgets), room(budgets, "bob")], [1, 1]);

  budgets.add(asks(1));

  assertEquals([room(budgets), room(budgets, "bob")], [0, 1]);
});

Deno.test("HeldBudgets bounds only tasks that have a budget, and want a GPU", () => {
  const budgets = new HeldBudgets(heldBy("ann", 0, 1, 2));

  assertEquals(room(budgets), 0);
  assertEquals(budgets.haveRoomFor(asks(0)), true);
  assertEquals(budgets.haveRoomFor(aSpec({ nGpus: 9 })), true);
});

Deno.test("HeldBudgets counts each GPU of which a task holds a share", () => {
  const gpus = [0, 1].map((gpu) => ({ gpu, memoryMiB: 1024 }));
  const shares = { name: "running", gpus, identity: "p" } as const;
  const task = { ...aTask("a", shares, { nGpus: 2 }), submitter: "ann" };

  assertEquals(room(new HeldBudgets(aState(task))), 1);
});
