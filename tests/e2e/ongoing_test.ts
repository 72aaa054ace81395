import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { taskOn, untilBoard } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import type { TestServer } from "../helpers/server.ts";
import { answerYes, opens, outputOf, toast } from "./asking.ts";
import { aStage, SCREENS, sees, seesNo, seesRows } from "./stage.ts";

interface Wish {
  readonly id: string;
  readonly command: string;
  readonly tags?: readonly string[];
}

/** Starts tasks one after the other, so that their order is known. */
async function start(server: TestServer, ...wishes: Wish[]): Promise<void> {
  for (const wish of wishes) {
    const response = await server.fetch("/api/v1/tasks", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ gpus: 0, ...wish }),
    });
    if (!response.ok) throw new Error(await response.text());
    await response.body?.cancel();
    await untilBoard(
      server,
      (board) => taskOn(board, wish.id)?.state === "running",
    );
  }
}

async function seesNames(page: Page, ...names: string[]): Promise<void> {
  await seesRows(page.locator(".terms .tid"), names);
}

/** Keeps what the page copies: a test's browser has no clipboard to read. */
async function watchCopies(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const kept = globalThis as unknown as { copied: string };
    Object.defineProperty(navigator, "clipboard", {
      value: {
        writeText: (text: string) => Promise.resolve(void (kept.copied = text)),
      },
    });
  });
  return () =>
    page.evaluate(() => (globalThis as unknown as { copied: string }).copied);
}

Deno.test("a person watches running tasks", async (test) => {
  await using gate = await aGate();
  await using stage = await aStage(test, { gpus: 1 });
  const { server } = stage;
  const command = `echo 'step 45/90'; ${gate.wait}`;
  await start(
    server,
    { id: "run-10", command, tags: ["vit"] },
    { id: "run-9", command, tags: ["llama"] },
    { id: "alpha", command, tags: ["vit", "lr"] },
  );

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await stage.scene(
      `tasks are sorted, put in an order that stays, and searched, on ${screen}`,
      async ({ page }) => {
        await opens(page, "/ongoing_task");
        await sees(page.getByText("50 %").first());
        await seesNames(page, "run-10", "run-9", "alpha");
        await page.getByLabel("Sort").selectOption("name-az");
        await seesNames(page, "alpha", "run-9", "run-10");

        await page.getByLabel("Reorder run-10").focus();
        await page.keyboard.press("Space");
        await sees(page.locator("[aria-live=assertive]", {
          hasText: "run-10 lifted from position 3",
        }));
        for (const key of ["ArrowUp", "Space"]) await page.keyboard.press(key);

        const mine = ["alpha", "run-10", "run-9"];
        await sees(page.getByText("run-10 dropped at position 2"));
        await seesNames(page, ...mine);
        await page.reload();
        await sees(page.locator(".live", { hasText: "Live" }));
        await seesNames(page, ...mine);
        await page.getByLabel("Search running tasks").fill("run-1");
        await seesNo(page.getByRole("link", { name: "alpha", exact: true }));
        await seesNames(page, "run-10");
        await page.getByRole("link", { name: "Clear" }).click();
        await page.getByRole("button", { name: "Hide all output" })
          .or(page.getByRole("button", { name: "Show all output" })).click();
        await sees(page.getByRole("button", { name: "Hide all output" }));
        await outputOf(page, "alpha").waitFor({ state: "attached" });
      },
      { viewport },
    );
  }

  await stage.scene(
    "a card dragged by its handle goes where it is dropped",
    async ({ page }) => {
      await opens(page, "/ongoing_task");

      // As soon as one is held, nothing else moves.
      await page.getByLabel("Reorder alpha").hover();
      await page.mouse.down();
      await sees(page.locator(".tp.lifted"));
      const to = await page.getByLabel("Reorder run-10").boundingBox();
      await page.mouse.move(to!.x + 5, to!.y + 5, { steps: 8 });
      await sees(page.locator(".tp.above"));
      await page.mouse.up();

      await seesNo(page.locator(".tp.lifted"));
      await seesNames(page, "alpha", "run-10", "run-9");
    },
  );

  await stage.scene(
    "a task is copied as ANT's line and as one of shell",
    async ({ page }) => {
      await opens(page, "/ongoing_task");
      const copied = await watchCopies(page);

      await page.getByLabel("Copy run-9").click();
      await page.getByRole("button", { name: "Copy as curl" })
        .filter({ visible: true }).click();
      await sees(toast(page, "run-9 as curl"));

      const line = await copied();
      assertEquals(line.startsWith("curl -s http://127.0.0.1:"), true);
      assertEquals(line.includes('"id":"run-9"'), true);
      assertEquals(line.includes(server.token), false);
      await page.getByLabel("Copy run-9").click();
      await page.getByRole("button", { name: "Copy as ANT line" })
        .filter({ visible: true }).click();
      await sees(toast(page, "run-9 as ANT line"));
      assertEquals(
        (await copied()).startsWith("ant_task_id=run-9 ant_n_gpus=0"),
        true,
      );
    },
  );

  await stage.scene(
    "keys select tasks, and what is done to them is said once",
    async ({ page }) => {
      await opens(page, "/ongoing_task?sort=name-az");
      const bar = page.getByRole("form", { name: "Selected tasks" });
      for (const key of ["j", "x", "j", "j", "Shift+X"]) {
        await page.keyboard.press(key);
      }
      await sees(bar.getByText("3 selected"));
      await page.keyboard.press("x");
      await sees(bar.getByText("2 selected"));
      await bar.getByRole("button", { name: "Terminate" }).click();
      await sees(page.getByText("Terminate 2 tasks?"));
      await page.keyboard.press("Escape");
      await sees(bar.getByText("2 selected"));

      await bar.getByRole("button", { name: "Queue again" }).click();

      await sees(toast(page, "2 tasks queued again"));
      await seesNo(bar);
      await sees(page.getByRole("link", { name: "alpha-restart-1" }));
      for (const id of ["alpha-restart-1", "run-9-restart-1"]) {
        await page.getByLabel(`Select ${id}`).check();
      }
      await bar.getByRole("button", { name: "Terminate" }).click();
      await answerYes(page, "Terminate 2 tasks?", "Terminate 2 tasks");
      await sees(toast(page, "2 tasks asked to end"));
      await seesNo(page.getByRole("link", { name: "alpha-restart-1" }));
    },
  );

  await stage.scene(
    "all tasks with a tag are asked to end at once, after a question",
    async ({ page }) => {
      await opens(page, "/ongoing_task");
      await page.getByLabel("Group by tag").check();
      await sees(page.getByRole("heading", { name: "#llama" }));
      await page.getByLabel("Group by tag").uncheck();
      await page.getByRole("link", { name: "#vit 2" }).click();
      await seesNo(page.getByRole("link", { name: "run-9", exact: true }));

      await page.getByRole("button", { name: "Terminate 2 tasks" }).click();
      await answerYes(
        page,
        "Terminate 2 tasks with #vit?",
        "Terminate 2 tasks",
      );

      await sees(toast(page, "2 tasks asked to end"));
      const board = await untilBoard(
        server,
        ({ active }) => active.length === 1,
      );
      assertEquals(board.active[0]!.id, "run-9");
      await gate.open();
    },
  );
});
