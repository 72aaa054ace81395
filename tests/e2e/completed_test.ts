import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { untilBoard, untilEnded } from "../helpers/board.ts";
import type { TestServer } from "../helpers/server.ts";
import { answerYes, opens, queue, toast } from "./asking.ts";
import { aStage, PHONE, sees, seesNo } from "./stage.ts";

/** Five ended tasks of one prefix: four well, one badly. */
async function ended(server: TestServer, prefix: string): Promise<void> {
  const good = [1, 2, 9, 10].map((number) => ({
    id: `${prefix}-${number}`,
    command: `echo output of ${number}`,
  }));
  const bad = { id: `${prefix}-bad`, command: "echo last words; exit 7" };
  await queue(server, ...good, bad);
  await untilEnded(server, [...good, bad].map(({ id }) => id));
}

function rowOf(page: Page, id: string) {
  return page.locator(".tr:not(.hd)").filter({
    has: page.getByRole("link", { name: id, exact: true }),
  });
}

async function names(page: Page): Promise<string[]> {
  return await page.locator(".tr:not(.hd) .tid").allInnerTexts();
}

Deno.test("a person looks through what has ended", async (test) => {
  await using stage = await aStage(test, { gpus: 1 });
  await ended(stage.server, "run");
  await ended(stage.server, "other");

  await stage.scene(
    "a search, a state and an order find what is looked for",
    async ({ page }) => {
      await opens(page, "/completed_task");
      await page.getByLabel("Search ended tasks").fill("RUN output");
      await page.getByRole("button", { name: "Search" }).click();
      await sees(page.getByText("Rows 1–4 of 4"));

      await page.getByLabel("Sort").selectOption("name-za");
      await page.waitForURL(/sort=name-za/);
      assertEquals(await names(page), ["run-10", "run-9", "run-2", "run-1"]);
      await page.getByLabel("Sort").selectOption("name-az");
      await page.waitForURL(/sort=name-az/);
      assertEquals(await names(page), ["run-1", "run-2", "run-9", "run-10"]);
      await page.getByRole("link", { name: "Clear" }).click();
      await page.getByRole("link", { name: /^Failed 2/ }).click();
      await sees(page.getByText("Rows 1–2 of 2"));
      await sees(rowOf(page, "run-bad").getByText("exit 7"));
      assertEquals((await names(page)).toSorted(), ["other-bad", "run-bad"]);
      await page.getByLabel("Search ended tasks").fill("no such thing");
      await page.getByRole("button", { name: "Search" }).click();

      await sees(page.getByText("Nothing matches"));
      await page.getByRole("link", { name: "Show all" }).click();
      await sees(page.getByText("Rows 1–10 of 10"));
    },
  );

  await stage.scene(
    "details unfold with the last output, and stay unfolded after a reload",
    async ({ page }) => {
      await opens(page, "/completed_task");
      await page.getByRole("button", { name: "Details of run-bad" }).click();
      const output = page.getByRole("log", { name: "Output of run-bad" });
      await sees(output.filter({ hasText: /^last words$/m }));

      await page.reload();
      await sees(output.filter({ hasText: /^last words$/m }));
      await page.getByRole("button", { name: "Hide output" }).click();
      await seesNo(output);
      await page.getByRole("button", { name: "Details of run-bad" }).click();

      await seesNo(page.getByRole("button", { name: "Show output" }));
    },
  );

  await stage.scene(
    "many are selected with Shift and queued again together",
    async ({ page, server }) => {
      await opens(page, "/completed_task?q=run-&sort=name-az&state=succeeded");
      await page.getByLabel("Select run-1", { exact: true }).click();
      await page.getByLabel("Select run-9", { exact: true })
        .click({ modifiers: ["Shift"] });
      const bar = page.getByRole("form", { name: "Selected tasks" });
      await sees(bar.getByText("3 selected"));

      await bar.getByRole("button", { name: "Queue again" }).click();

      await sees(toast(page, "3 tasks queued again"));
      const again = [1, 2, 9].map((number) => `run-${number}-restart-1`);
      const tasks = await untilEnded(server, again);
      assertEquals(tasks.map(({ state }) => state), [
        "succeeded",
        "succeeded",
        "succeeded",
      ]);
    },
  );

  await stage.scene(
    "all of a filter are deleted after one question, and the others stay",
    async ({ page, server }) => {
      await opens(page, "/completed_task?q=other-");
      await page.getByLabel("Select all rows shown").click();
      const bar = page.getByRole("form", { name: "Selected tasks" });
      await sees(bar.getByText("5 selected"));
      await page.getByLabel("Select other-bad").click();
      await sees(bar.getByText("4 selected"));

      await bar.getByRole("button", { name: "Delete" }).click();
      await answerYes(page, "Delete 4 tasks?", "Delete 4 tasks");

      await sees(toast(page, "4 tasks deleted"));
      await seesNo(rowOf(page, "other-1"));
      await sees(rowOf(page, "other-bad"));
      await page.reload();
      assertEquals(await names(page), ["other-bad"]);
      await untilBoard(server, ({ counts }) => counts.ended === 9);
    },
  );

  await stage.scene(
    "a phone searches, unfolds, and queues one again",
    async ({ page, server }) => {
      await opens(page, "/completed_task");
      await page.getByLabel("Search ended tasks").fill("run-bad");
      await page.getByLabel("Search ended tasks").press("Enter");
      await sees(page.getByText("Rows 1–1 of 1"));
      await page.getByRole("button", { name: "Details of run-bad" }).click();
      await sees(
        page.getByRole("log", { name: "Output of run-bad" })
          .filter({ hasText: /^last words$/m }),
      );

      await page.getByRole("button", { name: "Queue again", exact: true })
        .click();

      await sees(toast(page, "run-bad-restart-1"));
      const [task] = await untilEnded(server, ["run-bad-restart-1"]);
      assertEquals(task!.end!.exitCode, 7);
    },
    { viewport: PHONE },
  );

  await stage.scene(
    "a hidden task leaves the list, and its page says where it went",
    async ({ page }) => {
      await opens(page, "/completed_task?q=run-10");
      await page.getByRole("button", { name: "Details of run-10" }).click();

      await page.getByRole("button", { name: "Hide", exact: true }).first()
        .click();

      await sees(toast(page, "Hidden, found under Restore"));
      await seesNo(rowOf(page, "run-10"));
      await page.goto("/logs?task_id=run-10");
      await sees(page.getByText("There is no such task"));
    },
    { mayReport: /status of 404/ },
  );
});
