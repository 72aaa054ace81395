import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { endProcessesMarked } from "../helpers/processes.ts";
import { logPage, opens, queue, toast, wroteLine } from "./asking.ts";
import { aStage, PHONE, sees, seesNo, type Stage } from "./stage.ts";

function dialogOf(page: Page) {
  return page.getByRole("dialog", { name: "Restore tasks" });
}

/** Leaves one ended, two queued, one running on, and one whose process dies. */
async function lose(stage: Stage, wait: string): Promise<void> {
  const { server } = stage;
  const flag = `${server.dir}/lost-was-here`;
  await queue(
    server,
    { id: "done", command: "true" },
    { id: "holder", command: wait, gpus: 1 },
    { id: "waiting-1", command: "true", gpus: 1 },
    { id: "waiting-2", command: "true", gpus: 1 },
    {
      id: "lost",
      command: `[ -e ${flag} ] && echo back || { : >${flag}; sleep 600; }`,
    },
  );
  await untilBoard(
    server,
    (board) =>
      taskOn(board, "done")?.state === "succeeded" &&
      ["holder", "lost"].every((id) => taskOn(board, id)?.state === "running"),
  );
  await stage.kill();
  await endProcessesMarked("ANT_TASK_ID=lost");
  await stage.again();
}

Deno.test("a person gets back what a killed server left", async (test) => {
  await using gate = await aGate();
  await using stage = await aStage(test, { gpus: 1 });
  await lose(stage, gate.wait);

  await stage.scene(
    "the dialog opens once, brings back what is selected, and does not come again",
    async ({ page, server }) => {
      const dialog = dialogOf(page);
      await page.goto("/home");
      await sees(dialog.getByRole("heading", { name: "Interrupted" }));
      await sees(dialog.getByRole("heading", { name: "Queued" }));
      await sees(dialog.getByRole("heading", { name: "Completed" }));
      assertEquals(await dialog.getByText("holder").count(), 0);

      await dialog.getByLabel("Select lost").check();
      await dialog.getByLabel("Select waiting-1").check();
      await dialog.getByRole("button", { name: "Restore 2 tasks" }).click();

      await sees(toast(page, "2 tasks restored"));
      await seesNo(dialog);
      await untilEnded(server, ["lost"]);
      await opens(page, logPage("lost"));
      await sees(wroteLine(page, "lost", "back"));
      assertEquals(await dialog.isVisible(), false);
      await opens(page, "/create_task#queue");
      await sees(page.getByText("waiting-1"));
      await page.reload();
      await sees(page.locator(".live", { hasText: "Live" }));
      assertEquals(await dialog.isVisible(), false);
    },
  );

  await stage.scene(
    "the task that ran through it all still runs, and its log goes on",
    async ({ page }) => {
      await opens(page, "/ongoing_task");

      const card = page.getByRole("region", { name: "holder" });
      await sees(card.getByText("Running"));
      await sees(card.getByText(/attempt\s*1/));
    },
  );

  await stage.scene(
    "the rail opens it again; one is hidden, one deleted, the rest kept",
    async ({ page }) => {
      const dialog = dialogOf(page);
      await opens(page, "/home");
      await page.getByRole("link", { name: "Restore", exact: true }).click();
      await sees(dialog.getByText("waiting-2", { exact: true }));

      await dialog.getByRole("button", { name: "Hide waiting-2" }).click();
      await sees(dialog.getByText("Hidden: waiting-2"));
      await seesNo(dialog.getByText("waiting-2", { exact: true }));
      await dialog.getByRole("link", { name: /Hidden/ }).click();
      await sees(dialog.getByText("waiting-2", { exact: true }));
      await dialog.getByRole("link", { name: /Last session/ }).click();
      await dialog.getByRole("button", { name: "Delete done" }).click();
      await sees(dialog.getByText("Nothing here"));
      await dialog.getByRole("button", { name: "Decide later" }).click();
      await seesNo(dialog);

      await page.reload();
      await sees(page.locator(".live", { hasText: "Live" }));
      await page.getByRole("link", { name: "Restore", exact: true }).click();
      await sees(dialog.getByText("Nothing here"));
      await page.keyboard.press("Escape");
      await seesNo(dialog);
    },
  );

  await queue(stage.server, { id: "second-life", command: "true" });
  await untilEnded(stage.server, ["second-life"]);
  await stage.kill();
  await stage.again();
  await queue(stage.server, { id: "third-life", command: "true" });
  await untilEnded(stage.server, ["third-life"]);
  await stage.kill();
  await stage.again();

  await stage.scene(
    "a phone finds what is older under Earlier sessions, by a search",
    async ({ page, server }) => {
      const dialog = dialogOf(page);
      await page.goto("/home");
      await sees(dialog.getByText("third-life", { exact: true }));

      await dialog.getByRole("link", { name: /Earlier sessions/ }).click();
      await sees(dialog.getByText("second-life", { exact: true }));
      await dialog.getByLabel("Search these tasks").fill("waiting-1");
      await seesNo(dialog.getByText("second-life", { exact: true }));
      await dialog.getByRole("button", { name: /^Select all 1 / }).click();
      await dialog.getByRole("button", { name: "Restore 1 task" }).click();

      await sees(toast(page, "1 task restored"));
      await seesNo(dialog);
      await gate.open();
      const [task] = await untilEnded(server, ["waiting-1"]);
      assertEquals(task!.state, "succeeded");
      await page.getByRole("link", { name: "Restore tasks" }).click();
      await sees(dialog);
    },
    { viewport: PHONE },
  );
});
