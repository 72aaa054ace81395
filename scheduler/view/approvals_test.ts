import { assertEquals } from "@std/assert";
import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";
import { APPROVALS_SHOWN, approvalsNow } from "./approvals.ts";

const task = (id: string, approval?: "wanted") =>
  ({ id, ...approval && { approval } }) as TaskView;
const given = (...tasks: TaskView[]) => ({
  given: { tasks, total: tasks.length },
  seen: new Set<string>(),
});
const board = (queued: TaskView[], count = queued.length) => ({
  queued,
  counts: { queued: count } as BoardView["counts"],
});
const ids = ({ tasks }: { tasks: readonly TaskView[] }) =>
  tasks.map(({ id }) => id);

Deno.test("approvalsNow() follows a board that tells the whole queue", () => {
  const first = given(task("a", "wanted"));
  const now = board([task("a"), task("b", "wanted")]);

  const told = approvalsNow(first, now);

  assertEquals([ids(told), told.total], [["b"], 1]);
});

Deno.test("approvalsNow() keeps what stands behind the head, until it was seen there", () => {
  const first = given(task("a", "wanted"), task("z", "wanted"));

  const early = approvalsNow(first, board([task("a", "wanted")], 9));
  const later = approvalsNow(first, board([task("b")], 9));

  assertEquals([ids(early), ids(later)], [["a", "z"], ["z"]]);
  assertEquals([early.total, later.total], [2, 1]);
});

Deno.test("approvalsNow() names no more than a person decides on, and counts none twice", () => {
  const many = Array.from(
    { length: APPROVALS_SHOWN + 10 },
    (_, at) => task(`${at}`, "wanted"),
  );
  const first = given(...many.slice(0, APPROVALS_SHOWN));
  first.given.total = many.length;

  const long = approvalsNow(first, board(many, 1_000));
  const whole = approvalsNow(first, board(many));

  assertEquals([long.tasks.length, long.total], [APPROVALS_SHOWN, 60]);
  assertEquals([whole.tasks.length, whole.total], [APPROVALS_SHOWN, 60]);
});

Deno.test("approvalsNow() brings back nothing that was gone when it saw the whole queue", () => {
  const first = given(task("a", "wanted"), task("z", "wanted"));

  const long = approvalsNow(first, board([task("a", "wanted")], 9));
  const whole = approvalsNow(first, board([task("a", "wanted")]));
  const again = approvalsNow(first, board([task("a", "wanted")], 9));

  assertEquals([long, whole, again].map(ids), [["a", "z"], ["a"], ["a"]]);
  assertEquals(again.total, 1);
});
