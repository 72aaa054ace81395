import { assertEquals } from "@std/assert";
import {
  aBoardView,
  aGpuView,
  aQueuedView,
  aRunningView,
  aTaskView,
} from "../../tests/helpers/views.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { matchScore } from "./match.ts";
import { paletteGroups, taskGroups } from "./palette_items.ts";

const running = aRunningView("vit-b16-s3", 0);
const queued = aQueuedView("resnet-sweep-04", { tags: ["vit"] });
const ended = aTaskView("old-vit", { command: "python eval.py" });
const board = aBoardView({
  active: [running],
  queued: [queued],
  ended: [ended],
  gpus: [aGpuView(0)],
});

/** What is shown for a query: ids and labels, under their headings. */
function shown(
  query: string,
  rest: { readonly found?: readonly TaskView[]; readonly canUndo?: boolean } =
    {},
): Record<string, string[]> {
  const stock = {
    board,
    found: [],
    canUndo: false,
    canSignOut: false,
    ...rest,
  };
  return Object.fromEntries(
    paletteGroups(query, stock).map(({ heading, items }) => [
      heading,
      items.map((item) => item.kind === "task" ? item.task.id : item.label),
    ]),
  );
}

Deno.test("matchScore() wants every word, and likes beginnings", () => {
  const at = (query: string) => matchScore(query, "vit-b16-imagenet-s3");

  assertEquals(at("vit s4"), null);
  assertEquals(at("vit")! > at("imagenet")!, true);
  assertEquals(at("imagenet")! > at("mage")!, true);
  assertEquals(at("mage")! > at("vts3")!, true);
  assertEquals(at("zz"), null);
  assertEquals(at("S3 VIT") !== null, true);
});

Deno.test("paletteGroups() shows what goes on before anything is typed", () => {
  const { Tasks, Actions } = shown("");

  assertEquals(Tasks, ["vit-b16-s3", "resnet-sweep-04", "old-vit"]);
  assertEquals(Actions!.includes("Create a task"), true);
  assertEquals(Actions!.some((label) => /GPU|Undo/.test(label)), false);
});

Deno.test("paletteGroups() ranks ids over tags and commands", () => {
  assertEquals(shown("vit").Tasks, [
    "vit-b16-s3",
    "old-vit",
    "resnet-sweep-04",
  ]);
  assertEquals(shown("eval").Tasks, ["old-vit"]);
});

Deno.test("paletteGroups() adds what the server found, each task once", () => {
  const found = [aTaskView("long-ago"), running];

  assertEquals(shown("b16", { found }).Tasks, ["vit-b16-s3", "long-ago"]);
});

Deno.test("paletteGroups() takes a verb and a task together", () => {
  const { Actions } = shown("term vit");

  assertEquals(Actions, ["Terminate vit-b16-s3"]);
});

Deno.test("paletteGroups() offers GPUs when asked, and Undo where there is one", () => {
  assertEquals(shown("gpu").Actions, ["Disable GPU 0"]);
  assertEquals(shown("", { canUndo: true }).Actions![0], "Undo");
});

Deno.test("taskGroups() offers what fits where the task stands", () => {
  const labels = (task: TaskView) =>
    taskGroups("", task)[0]!.items.map((item) =>
      item.kind === "action" ? item.label : ""
    );

  assertEquals(labels(running).includes("Terminate"), true);
  assertEquals(labels(running).includes("Delete"), false);
  assertEquals(labels(queued).includes("Move to the top"), true);
  assertEquals(labels(queued).includes("Download log"), false);
  assertEquals(labels(ended).includes("Tell me when this ends"), false);
  assertEquals(labels(ended).includes("Delete"), true);
});
