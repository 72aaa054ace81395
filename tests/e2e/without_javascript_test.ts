import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import type { TestServer } from "../helpers/server.ts";
import { logPage, queue, standingOf, wroteLine } from "./asking.ts";
import { aStage, PHONE, sees, seesNo, seesRows } from "./stage.ts";

const PLAIN = { javaScript: false } as const;

/** The band in which the page says what was done. */
function notice(page: Page, words: string) {
  return page.locator(".ban").filter({ hasText: words });
}

const runs = (server: TestServer, id: string) =>
  untilBoard(server, (board) => taskOn(board, id)?.state === "running");

Deno.test("everything can be done without JavaScript", async (test) => {
  await using gate = await aGate();
  await using stage = await aStage(test, { gpus: 1 });

  await stage.scene(
    "the token signs in, and leads to the page asked for",
    async ({ page, server }) => {
      await page.goto("/create_task");
      await page.getByLabel("Token").fill(server.token);
      await page.getByRole("button", { name: "Sign in" }).click();

      await sees(page.getByRole("heading", { name: "Create" }));
      await seesNo(page.getByText("Connecting")); // Nothing here is live.
      assertEquals(new URL(page.url()).pathname, "/create_task");
    },
    { ...PLAIN, signedIn: false },
  );

  await stage.scene(
    "a task with variables is submitted, runs, and shows its log",
    async ({ page, server }) => {
      await page.goto("/create_task");
      await page.getByLabel("Task ID").fill("plain");
      await page.getByLabel("GPUs", { exact: true }).selectOption("1");
      await page.getByLabel("Command", { exact: true })
        .fill("echo $COLOR;\necho two lines");
      await page.getByLabel("Environment", { exact: true }).fill("COLOR=green");
      await page.getByRole("button", { name: "Queue task" }).click();

      await sees(notice(page, "Queued plain"));
      await untilEnded(server, ["plain"]);
      await page.goto(logPage("plain"));
      await sees(standingOf(page).getByText("Succeeded"));
      await sees(wroteLine(page, "plain", "green"));
      await sees(wroteLine(page, "plain", "two lines"));
    },
    PLAIN,
  );

  await stage.scene(
    "a mistake is told beside the form, which keeps what was typed",
    async ({ page }) => {
      await page.goto("/create_task");
      await page.getByText("Multi", { exact: true }).click();
      const command = page.locator("#command");
      await command.fill("true\nant_n_gpus=9 true");
      await page.getByRole("button", { name: /^Queue task/ }).click();

      await sees(page.getByRole("alert").filter({ hasText: "needs 9 GPUs" }));
      await sees(page.getByText("line 2"));
      assertEquals(await command.inputValue(), "true\nant_n_gpus=9 true");
    },
    { ...PLAIN, mayReport: /status of 422/ },
  );

  await stage.scene(
    "a task is terminated and queued again",
    async ({ page, server }) => {
      await queue(server, { id: "sleeper", command: "sleep 600" });
      await runs(server, "sleeper");
      await page.goto("/ongoing_task");
      const card = page.getByRole("region", { name: "sleeper" });
      await card.getByRole("button", { name: "Terminate" }).click();

      await sees(notice(page, "Asked to end sleeper"));
      const [task] = await untilEnded(server, ["sleeper"]);
      assertEquals(task!.state, "terminated");
      await page.goto(logPage("plain"));
      await page.getByRole("button", { name: "Queue again" }).click();
      await sees(notice(page, "Queued again plain"));
      await untilEnded(server, ["plain-restart-1"]);
    },
    PLAIN,
  );

  await stage.scene(
    "a GPU is disabled and enabled again",
    async ({ page }) => {
      await page.goto("/home");
      await page.getByRole("switch", { checked: true }).click();
      await sees(notice(page, "Disabled for new tasks GPU 0"));
      await page.getByRole("switch", { checked: false }).click();

      await sees(notice(page, "Enabled for new tasks GPU 0"));
      await sees(page.getByRole("switch", { checked: true }));
    },
    { ...PLAIN, viewport: PHONE },
  );

  await stage.scene(
    "a queued task moves to the top, another is removed",
    async ({ page, server }) => {
      await queue(
        server,
        { id: "holder", command: gate.wait, gpus: 1 },
        ...["q-1", "q-2", "q-3"].map((id) => ({
          id,
          command: "true",
          gpus: 1,
        })),
      );
      await runs(server, "holder");
      await page.goto("/create_task");
      await page.getByRole("button", { name: "Move to the top q-3" }).click();
      await sees(notice(page, "Moved to the top q-3"));
      await page.getByRole("button", { name: "Remove q-1" }).click();
      await sees(notice(page, "Removed from the queue q-1"));

      const rows = page.getByRole("region", { name: "Queue" })
        .locator(".tid");
      await seesRows(rows, ["q-3", "q-2"]);
    },
    PLAIN,
  );

  await stage.scene(
    "ended tasks are searched, and the selected ones deleted",
    async ({ page }) => {
      await page.goto("/completed_task");
      await page.getByLabel("Search ended tasks").fill("sleeper");
      await page.getByRole("button", { name: "Apply" }).click();
      await sees(page.getByText("Rows 1–1 of 1"));
      await page.getByLabel("Select sleeper").check();
      await page.getByRole("form", { name: "Selected tasks" })
        .getByRole("button", { name: "Delete" }).click();

      await sees(notice(page, "Deleted sleeper"));
      await page.goto("/completed_task");
      await sees(page.getByRole("link", { name: "plain", exact: true }));
      await seesNo(page.getByRole("link", { name: "sleeper", exact: true }));
    },
    PLAIN,
  );

  await stage.scene(
    "a phone submits, terminates and queues again, too",
    async ({ page, server }) => {
      await page.goto("/create_task");
      await page.getByLabel("Task ID").fill("by-thumb");
      await page.getByLabel("Command", { exact: true }).fill("sleep 600");
      await page.getByRole("button", { name: "Queue task" }).click();
      await sees(notice(page, "Queued by-thumb"));
      await runs(server, "by-thumb");

      await page.goto("/ongoing_task");
      await page.getByRole("region", { name: "by-thumb" })
        .getByRole("button", { name: "Terminate" }).click();
      await sees(notice(page, "Asked to end by-thumb"));
      await untilEnded(server, ["by-thumb"]);
      await page.goto(logPage("by-thumb"));
      await page.getByRole("button", { name: "Queue again" }).click();

      await sees(notice(page, "Queued again by-thumb"));
      await runs(server, "by-thumb-restart-1");
    },
    { ...PLAIN, viewport: PHONE },
  );

  await stage.kill();
  await stage.again();
  await queue(stage.server, { id: "q-3", command: "true", gpus: 1 });

  await stage.scene(
    "what a killed server left is restored from its own page",
    async ({ page, server }) => {
      await page.goto("/home");
      await page.getByRole("link", { name: "Restore", exact: true }).click();
      await sees(page.getByRole("heading", { name: "Restore tasks" }));
      await page.getByLabel("Select q-2").check();
      await page.getByRole("button", { name: "Restore selected" }).click();

      await sees(notice(page, "Restored q-2"));
      await gate.open();
      const [task] = await untilEnded(server, ["q-2"]);
      assertEquals(task!.state, "succeeded");
      await untilEnded(server, ["q-3"]);
      await sees(page.getByText("q-3", { exact: true }));
    },
    PLAIN,
  );

  await stage.scene(
    "a phone reads why one was not restored, takes the name offered, and undoes a deletion",
    async ({ page, server }) => {
      await page.goto("/recovery");
      await page.getByLabel("Select q-3").check();
      await page.getByRole("button", { name: "Restore selected" }).click();
      await sees(
        page.getByText("Not restored: a task named q-3 has ended here"),
      );
      await page.getByRole("button", { name: "Restore as q-3-restart-1" })
        .click();
      await sees(notice(page, "Restored q-3-restart-1"));
      await untilEnded(server, ["q-3-restart-1"]);

      await page.getByRole("button", { name: "Delete plain", exact: true })
        .click();
      await sees(notice(page, "Deleted plain"));
      assertEquals(
        await page.getByLabel("Select plain", { exact: true }).count(),
        0,
      );
      await page.getByRole("button", { name: "Undo" }).click();
      await sees(notice(page, "Put back plain"));
      await sees(page.getByLabel("Select plain", { exact: true }));
    },
    { ...PLAIN, viewport: PHONE, mayReport: /status of 409/ },
  );
});
