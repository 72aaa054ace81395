import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { taskOn, untilBoard } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import {
  answerYes,
  logPage,
  opens,
  queue,
  standingOf,
  toast,
  wroteLine,
} from "./asking.ts";
import { aStage, SCREENS, sees, seesNo } from "./stage.ts";

const GREETING = "Hello World from ANT!";
const HELLO = `echo "${GREETING}"`;

async function submit(page: Page, id: string, command: string) {
  await opens(page, "/create_task");
  await page.getByLabel("Task ID").fill(id);
  await page.getByLabel("GPUs", { exact: true }).selectOption("1");
  await page.getByLabel("Command", { exact: true }).fill(command);
  await page.getByRole("button", { name: "Queue task" }).click();
  await sees(toast(page, "1 task queued"));
}

Deno.test("a person runs a task", async (test) => {
  await using stage = await aStage(test, { gpus: 2 });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const on = screen.replace(/^a /, "");
    await stage.scene(
      `what is submitted runs in sight, and its log says hello, on ${screen}`,
      async ({ page }) => {
        await using gate = await aGate();
        const id = `hello-${on}`;

        await submit(page, id, `${gate.wait}; ${HELLO}`);
        await page.getByRole("navigation", { name: "Pages" })
          .getByRole("link", { name: /Ongoing/ }).click();
        const card = page.getByRole("region", { name: id });
        await sees(card.getByText("Running"));
        await sees(card.getByText("GPU 0"));
        await card.getByRole("link", { name: id, exact: true }).click();
        await sees(standingOf(page).getByText("Running"));
        await gate.open();

        await sees(wroteLine(page, id, GREETING));
        await sees(standingOf(page).getByText("Succeeded"));
        await opens(page, "/ongoing_task");
        await sees(page.getByText("Nothing runs"));
      },
      { viewport },
    );

    await stage.scene(
      `an ended task is queued again and keeps both logs, on ${screen}`,
      async ({ page, server }) => {
        const id = `again-${on}`;
        await queue(server, { id, command: HELLO });
        await opens(page, logPage(id));
        await sees(standingOf(page).getByText("Succeeded"));

        await page.getByRole("button", { name: "Queue again" }).click();

        await sees(toast(page, `${id}-restart-1`));
        await page.goto(logPage(`${id}-restart-1`));
        await sees(standingOf(page).getByText("Succeeded"));
        await sees(wroteLine(page, `${id}-restart-1`, GREETING));
        await page.goto(logPage(id));
        await sees(wroteLine(page, id, GREETING));
      },
      { viewport },
    );

    await stage.scene(
      `a sleep is terminated after a question, on ${screen}`,
      async ({ page, server }) => {
        const id = `sleep-${on}`;
        await queue(server, { id, command: "sleep 600", gpus: 1 });
        await opens(page, "/ongoing_task");
        const card = page.getByRole("region", { name: id });
        await sees(card.getByText("Running"));

        await card.getByRole("button", { name: "Terminate" }).click();
        await page.getByRole("dialog").getByRole("button", {
          name: "Keep running",
        }).click();
        await sees(card.getByText("Running"));
        await card.getByRole("button", { name: "Terminate" }).click();
        await answerYes(page, `Terminate ${id}?`, "Terminate");

        await sees(toast(page, "Asked to end"));
        await seesNo(card);
        await opens(page, logPage(id));
        await sees(standingOf(page).getByText("Terminated"));
      },
      { viewport },
    );
  }

  await stage.scene(
    "a failed task shows its exit code where nobody overlooks it",
    async ({ page, server }) => {
      await queue(server, { id: "bad", command: "echo so far; exit 3" });

      await opens(page, logPage("bad"));

      await sees(standingOf(page).getByText("Failed"));
      await sees(page.getByText("exit 3"));
      await sees(wroteLine(page, "bad", "so far"));
    },
  );

  await stage.scene(
    "Ctrl Enter queues with the GPUs chosen",
    async ({ page, server }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("keys");
      await page.getByLabel("GPUs", { exact: true }).selectOption("2");
      const command = page.getByLabel("Command", { exact: true });
      await command.fill("echo $CUDA_VISIBLE_DEVICES");
      await command.press("Control+Enter");

      await sees(toast(page, "1 task queued"));
      const board = await untilBoard(
        server,
        (board) => taskOn(board, "keys")?.end != null,
      );
      assertEquals(taskOn(board, "keys")!.gpus, [0, 1]);
      await page.goto(logPage("keys"));
      await sees(wroteLine(page, "keys", "0,1"));
    },
  );
});
