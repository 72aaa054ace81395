import type { Page } from "playwright-core";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import type { Gate } from "../helpers/gate.ts";
import { endProcessesMarked } from "../helpers/processes.ts";
import { logPage, opens, queue } from "./asking.ts";
import { PHONE, sees, type Stage } from "./stage.ts";

/** One view of the product: a page, and what a person has opened on it. */
export interface Look {
  readonly name: string;
  /** Brings the page to this view. */
  readonly show: (page: Page) => Promise<void>;
  /** Whether one must be signed in for it. */
  readonly signedIn?: false;
  /** Tab means something else here; arrows and Escape do all. */
  readonly ownTab?: true;
}

function pageAt(name: string, path: string): Look {
  return { name, show: (page) => opens(page, path) };
}

function onTop(
  name: string,
  path: string,
  act: (page: Page) => Promise<void>,
): Look {
  return {
    name,
    async show(page) {
      await opens(page, path);
      await act(page);
    },
  };
}

/** Each page of the product, with nothing opened on it. */
export const PAGE_LOOKS: readonly Look[] = [
  onTop("dashboard", "/home", async (page) => {
    const isWide = page.viewportSize()!.width > PHONE.width;
    if (isWide) await sees(page.locator(".charts canvas").last());
  }),
  pageAt("create", "/create_task"),
  pageAt("queue", "/queue"),
  pageAt("ongoing", "/ongoing_task"),
  pageAt("completed", "/completed_task"),
  pageAt("log of one that runs", logPage("runs-now")),
  pageAt("log of one that failed", logPage("failed")),
  pageAt("log of one that waits", logPage("waits-1")),
  pageAt("recovery", "/recovery"),
  pageAt("tags", "/tags"),
  pageAt("GPUs", "/gpus"),
  pageAt("people", "/people"),
  {
    name: "sign in",
    signedIn: false,
    async show(page) {
      await page.goto("/login");
      await sees(page.getByLabel("Token"));
    },
  },
  {
    name: "error",
    async show(page) {
      await page.goto("/nowhere");
      await sees(page.getByText("There is no such page"));
    },
  },
];

/** What opens above a page. */
export const DIALOG_LOOKS: readonly Look[] = [
  onTop("confirm", "/ongoing_task", async (page) => {
    await page.getByRole("button", { name: /^Terminate/ }).first().click();
    await sees(page.getByRole("dialog", { name: /Terminate/ }));
  }),
  onTop("restore", "/home", async (page) => {
    await page.locator("a[data-recovery]:visible").click();
    const dialog = page.getByRole("dialog", { name: "Restore tasks" });
    await sees(dialog.getByRole("heading", { name: "Interrupted" }));
  }),
  {
    ...onTop("palette", "/home", async (page) => {
      await page.keyboard.press("Control+k");
      const dialog = page.getByRole("dialog", { name: "Search or act" });
      await sees(dialog.getByRole("option"));
    }),
    ownTab: true,
  },
  onTop("keys", "/completed_task", async (page) => {
    await page.keyboard.press("?");
    await sees(page.getByRole("dialog", { name: "Keyboard shortcuts" }));
  }),
];

/**
 * Fills a server with two GPUs with one task of each kind that a page may
 * have to show, and with what an earlier life of it has lost.
 */
export async function makeBusy(stage: Stage, gate: Gate): Promise<void> {
  const progress = `printf '\\033[32mepoch 3\\033[0m of 90\\n 40%%\\r 41%%'`;
  await queue(
    stage.server,
    { id: "failed", command: "echo oh; exit 3", tags: ["vit"] },
    { id: "done-".repeat(12), command: "true" },
    { id: "lost", command: "sleep 600" },
  );
  await untilEnded(stage.server, ["failed", "done-".repeat(12)]);
  await untilBoard(
    stage.server,
    (board) => taskOn(board, "lost")?.state === "running",
  );
  await stage.kill();
  await endProcessesMarked("ANT_TASK_ID=lost");
  await stage.again();
  await queue(
    stage.server,
    { id: "failed", command: "echo oh; exit 3", tags: ["vit", "sweep"] },
    { id: "fine", command: "seq 9", tags: ["vit"] },
    { id: "runs-now", command: `seq 50; ${progress}; ${gate.wait}`, gpus: 1 },
    { id: "no-gpu", command: gate.wait },
    { id: "waits-1", command: `: ${"a-long-word".repeat(20)}`, gpus: 2 },
    { id: "waits-2", command: "true", gpus: 2, tags: ["sweep"] },
  );
  await untilEnded(stage.server, ["failed", "fine"]);
  await untilBoard(
    stage.server,
    (board) => taskOn(board, "runs-now")?.state === "running",
  );
  // It asks once by itself; a scene asks when it wants to.
  const asked = await stage.server.fetch("/api/v1/recovery?prompt=true");
  await asked.body?.cancel();
}
