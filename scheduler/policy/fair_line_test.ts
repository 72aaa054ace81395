import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { SchedulerState } from "../model/state.ts";
import { aRunner, aState, aTask, T0 } from "../../tests/helpers/builders.ts";
import { fairLine, type Line } from "./fair_line.ts";

const HOUR_MS = 3_600_000;
const RULES = { fairHalfLifeMs: 24 * HOUR_MS };

function wants(id: string, submitter?: string, priority = 0, nGpus = 1) {
  const options = priority === 0 ? {} : { priority };
  const rest = submitter === undefined ? {} : { submitter };
  return aTask(id, { name: "queued" }, { nGpus, options }, rest);
}

function walked(line: Line): string[] {
  const ids: string[] = [];
  for (; line.next !== null; line.advance()) ids.push(line.next);
  return ids;
}

const order = (state: SchedulerState, rules = RULES) =>
  walked(fairLine(state, rules, T0));

/** So many GPU-hours were used, so many hours ago. */
function used(state: SchedulerState, who: string, hours: number, ago = 0) {
  const usage = { gpuMs: hours * HOUR_MS, atMs: T0 - ago * HOUR_MS };
  state.usage.set(who, usage);
}

Deno.test("fairLine() lets who has used less go first, and then takes turns", () => {
  const state = aState(
    wants("a1", "ann"),
    wants("a2", "ann"),
    wants("a3", "ann"),
    wants("b1", "bob"),
    wants("b2", "bob"),
    wants("b3", "bob"),
  );
  used(state, "ann", 1.5);

  assertEquals(order(state), ["b1", "b2", "a1", "b3", "a2", "a3"]);
  assertEquals(order(state, { fairHalfLifeMs: 0 }), [
    ...["a1", "a2", "a3", "b1", "b2", "b3"],
  ]);
});

Deno.test("fairLine() forgets half of what was used in a half-life, and counts what runs", () => {
  const state = aState(wants("a", "ann"), wants("b", "bob"));
  used(state, "ann", 10, 48);
  used(state, "bob", 3);
  assertEquals(order(state), ["a", "b"]);

  used(state, "ann", 14, 48);
  assertEquals(order(state), ["b", "a"]);

  const running = aState(
    { ...aRunner("r", 0, 1), submitter: "ann" },
    wants("a", "ann"),
    wants("b", "bob"),
  );
  used(running, "bob", 1.5);
  assertEquals(order(running), ["b", "a"]);
});

interface Small {
  readonly who: string;
  readonly priority: number;
  readonly nGpus: number;
  /** The one GPU that it can use; `null` for any. */
  readonly kind: number | null;
}

const task: fc.Arbitrary<Small> = fc.record({
  who: fc.constantFrom("ann", "bob", "cem"),
  priority: fc.constantFrom(-10, 0, 10),
  nGpus: fc.integer({ min: 1, max: 3 }),
  kind: fc.option(fc.constantFrom(0, 1)),
});
const queue = fc.array(task, { maxLength: 14 });

function built(tasks: readonly Small[]) {
  return tasks.map(({ who, priority, nGpus, kind }, at) => {
    const one = wants(`${at}`, who, priority, nGpus);
    const options = kind === null ? one.spec.options : {
      ...one.spec.options,
      gpuIds: [kind],
    };
    return { ...one, spec: { ...one.spec, options } };
  });
}

Deno.test("fairLine() changes nothing where all is of one submitter", () => {
  fc.assert(fc.property(queue, (tasks) => {
    const own = tasks.map((one) => ({ ...one, who: "ann" }));
    const state = aState(...built(own));
    used(state, "ann", 9);

    assertEquals(order(state), [...state.queue.gpu()]);
  }));
});

Deno.test("fairLine() keeps each priority on its places, each submitter in turn, and gives each place to who weighs least", () => {
  const use = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5));
  fc.assert(fc.property(queue, use, (tasks, [ann, bob, cem]) => {
    const all = built(tasks);
    const state = aState(...all);
    const load = new Map([["ann", ann], ["bob", bob], ["cem", cem]]);
    for (const [who, hours] of load) used(state, who, hours);
    const at = (id: string) => all[Number(id)]!;
    const priority = (id: string) => at(id).spec.options.priority ?? 0;

    const found = order(state);
    const inTurn = [...state.queue.gpu()];

    assertEquals(found.map(priority), inTurn.map(priority));
    const left = new Set(inTurn);
    for (const id of found) {
      const rivals = [...left].filter((one) => priority(one) === priority(id));
      const { submitter } = at(id);
      const own = rivals.filter((one) => at(one).submitter === submitter);
      assertEquals(own[0], id, "out of turn");
      const least = Math.min(
        ...rivals.map((one) => load.get(at(one).submitter!)!),
      );
      const mine = load.get(submitter!)!;
      if (new Set(rivals.map((one) => at(one).submitter)).size > 1) {
        assertEquals(mine, least);
      }
      if (new Set(inTurn.map((one) => at(one).submitter)).size > 1) {
        load.set(submitter!, mine + at(id).spec.nGpus);
      }
      left.delete(id);
    }
    assertEquals(left.size, 0);
  }));
});

Deno.test("fairLine() loses nobody behind a lane that is dropped", () => {
  fc.assert(fc.property(queue, fc.array(fc.boolean()), (tasks, drops) => {
    const all = built(tasks);
    const state = aState(...all);
    const laneOf = (id: string) => {
      const { submitter, spec: { nGpus, options } } = all[Number(id)]!;
      return `${submitter} ${nGpus} ${options.gpuIds} ${options.priority}`;
    };
    const line = fairLine(state, RULES, T0);
    const seen = new Set<string>();
    const dropped = new Set<string>();
    const isShared = new Set(all.map(({ submitter }) => submitter)).size > 1;

    for (let step = 0; line.next !== null; step++) {
      assert(!dropped.has(laneOf(line.next)), "it was dropped");
      seen.add(line.next);
      if (drops[step] && isShared) {
        dropped.add(laneOf(line.next));
        line.drop();
      } else line.advance();
    }

    for (const { id } of all) {
      assert(seen.has(id) || dropped.has(laneOf(id)), `${id} is lost`);
    }
  }));
});

Deno.test("fairLine() keeps the priorities of the server's own tasks apart", () => {
  const urgent = { ...wants("urgent", undefined, 20), turn: -9 };
  const state = aState(wants("own", undefined), urgent, wants("b", "bob"));
  used(state, "", 9);

  assertEquals(order(state), ["urgent", "b", "own"]);
});
