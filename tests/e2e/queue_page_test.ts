import type { Page } from "playwright-core";
import { taskOn, untilBoard } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import type { TestServer } from "../helpers/server.ts";
import { opens, toast } from "./asking.ts";
import {
  aStage,
  PHONE,
  pressTogether,
  SCREENS,
  sees,
  seesNo,
  seesRows,
} from "./stage.ts";

const PLAIN = { javaScript: false } as const;

interface Wish {
  readonly id: string;
  readonly command?: string;
  readonly tags?: readonly string[];
}

async function fill(server: TestServer, ...wishes: Wish[]): Promise<void> {
  const response = await server.fetch("/api/v1/tasks", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(
      wishes.map((wish) => ({ gpus: 1, command: "true", ...wish })),
    ),
  });
  if (!response.ok) throw new Error(await response.text());
  await response.body?.cancel();
}

async function seesIds(page: Page, ...ids: string[]): Promise<void> {
  await seesRows(page.locator(".ql .tid"), ids);
}

async function untilOrder(server: TestServer, ...ids: string[]) {
  await untilBoard(
    server,
    ({ queued }) =>
      JSON.stringify(queued.slice(0, ids.length).map(({ id }) => id)) ===
        JSON.stringify(ids),
  );
}

Deno.test("a person works through a long queue on its own page", async (test) => {
  await using gate = await aGate();
  await using stage = await aStage(test, { gpus: 1 });
  const { server } = stage;
  await fill(
    server,
    { id: "holder", command: gate.wait },
    { id: "a", tags: ["vit"] },
    { id: "b", tags: ["llama"] },
    { id: "c", tags: ["vit"] },
    { id: "d", tags: ["llama"] },
  );
  await untilBoard(
    server,
    (board) => taskOn(board, "holder")?.state === "running",
  );

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await stage.scene(
      `a row moves among those with its tag, is edited, removed and put back by keys, on ${screen}`,
      async ({ page }) => {
        await opens(page, "/home");
        await pressTogether(page, "g", "q");
        await sees(page.getByRole("heading", { name: "Queue", level: 1 }));
        await sees(page.locator(".live", { hasText: "Live" }));
        await page.getByRole("link", { name: "#vit 2" }).click();
        await sees(page.getByText("2 tasks found"));
        await seesIds(page, "a", "c");

        await page.getByLabel("Reorder c").focus();
        for (const key of ["Space", "ArrowUp", "Space"]) {
          await page.keyboard.press(key);
        }
        await untilOrder(server, "c", "a", "b", "d");
        await page.getByLabel("Reorder a").focus();
        for (const key of ["Space", "ArrowUp", "Space"]) {
          await page.keyboard.press(key);
        }
        await untilOrder(server, "a", "c", "b", "d");
        await page.getByRole("link", { name: "Clear" }).click();
        await page.getByLabel("Edit b").click();
        await page.getByLabel("Command", { exact: true }).fill("echo b");
        await page.keyboard.press("Control+Enter");
        await sees(toast(page, "Changed"));

        await page.getByRole("link", { name: "c", exact: true }).focus();
        await page.keyboard.press("j");
        await page.keyboard.press("Delete");
        const word = toast(page, "Removed from the queue");
        await word.hover(); // It stays while it is pointed at.
        await untilOrder(server, "a", "c", "d");
        await word.getByRole("button", { name: "Undo" }).click();
        await untilOrder(server, "a", "c", "b", "d");
      },
      { viewport },
    );
  }

  await stage.scene(
    "without a script a task is found, edited, removed and put back",
    async ({ page }) => {
      await page.goto("/queue");
      await page.getByLabel("Search the queue").fill("llama");
      await page.getByRole("button", { name: "Search" }).click();
      await seesIds(page, "b", "d");

      await page.getByLabel("Edit d").click();
      await page.getByLabel("Tags", { exact: true }).fill("llama, lr");
      await page.getByRole("button", { name: "Save changes" }).click();
      await sees(page.locator(".ql .tag", { hasText: "lr" }));
      await page.getByLabel("Select b").check();
      await page.getByLabel("Select d").check();
      await page.getByRole("button", { name: "Take out" }).click();
      await sees(page.getByText("2 tasks can come back"));
      await seesIds(page);
      await page.getByRole("button", { name: "Undo" }).click();

      await untilOrder(server, "a", "c", "b", "d");
      await seesIds(page, "b", "d");
      await seesNo(page.getByText("can come back"));
    },
    { ...PLAIN, viewport: PHONE },
  );

  await stage.scene(
    "what stands behind the window is found, selected and removed",
    async ({ page }) => {
      const many = Array.from({ length: 560 }, (_, at) => ({
        id: `n-${at + 1}`,
        tags: at >= 550 ? ["late"] : [],
      }));
      await fill(server, ...many);
      await opens(page, "/queue");
      await sees(page.getByText("Rows 1–100 of 564"));
      await page.getByText("Show 100 more").click();
      await sees(page.getByText("Rows 1–200 of 564"));

      await page.getByRole("link", { name: "#late 10" }).click();
      await sees(page.getByText("10 tasks found"));
      await sees(
        page.locator(".ql .pos").first().getByText("555", { exact: true }),
      );
      await page.getByRole("button", { name: "Select all 10" }).first().click();
      await page.getByRole("button", { name: "Take out" }).click();

      await sees(toast(page, "10 tasks"));
      await untilBoard(server, ({ counts }) => counts.queued === 554);
      await sees(page.getByText("No queued task is like that"));
    },
  );
});
