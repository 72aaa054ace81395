import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import type { TestServer } from "../helpers/server.ts";
import { logPage, opens, queue, toast, wroteLine } from "./asking.ts";
import { aStage, SCREENS, sees, seesNo } from "./stage.ts";

/** The row of a queued task. */
function row(page: Page, id: string) {
  return page.locator(".ql > li").filter({
    has: page.getByRole("link", { name: id, exact: true }),
  });
}

async function optionsOf(server: TestServer, id: string): Promise<unknown> {
  const response = await server.fetch(`/api/v1/tasks/${id}`);
  return (await response.json()).options;
}

const openOptions = (page: Page) =>
  page.locator("details.opts > summary").first().click();

Deno.test("a person says when, where and how tasks run", async (test) => {
  await using gate = await aGate();
  await using stage = await aStage(test, {
    gpus: 1,
    config: { SCHEDULER_retry_delay: 0 },
  });
  const { server } = stage;
  await queue(server, { id: "holder", command: gate.wait, gpus: 1 });
  await untilBoard(
    server,
    (board) => taskOn(board, "holder")?.state === "running",
  );

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const id = `opt-${screen.replace(/^a /, "")}`;
    await stage.scene(
      `options set in the form stand in the queue, are edited there, and the task is held and released, on ${screen}`,
      async ({ page }) => {
        await opens(page, "/create_task");
        await openOptions(page);
        await page.getByLabel("Task ID").fill(id);
        await page.getByLabel("Command", { exact: true }).fill("true");
        await page.getByLabel("Priority").selectOption("high");
        await page.getByLabel("After success of").fill("holder");
        const limit = page.getByLabel("Time limit");
        await limit.fill("90");
        await sees(page.locator("#option-timeout-problem:not(:empty)"));
        assertEquals(await limit.getAttribute("aria-invalid"), "true");
        await sees(page.getByText("1 thing to fix first: Time limit."));
        await page.reload();
        await sees(page.locator(".live", { hasText: "Live" }));
        await sees(limit);
        assertEquals(await limit.inputValue(), "90");
        await limit.fill("90m");
        await seesNo(page.locator("#option-timeout-problem:not(:empty)"));
        const preview = page.getByRole("region", {
          name: "What will be queued",
        });
        await sees(preview.getByText("Time limit 1h30m"));
        await page.getByRole("button", { name: "Queue task" }).click();
        await sees(toast(page, "1 task queued"));
        await page.waitForFunction(hasNoOptions);

        await opens(page, "/queue");
        const queued = row(page, id);
        for (const mark of ["priority high", "limit 1h30m", "after holder"]) {
          await sees(queued.getByText(mark, { exact: true }));
        }
        await queued.getByRole("link", { name: `Edit ${id}` }).click();
        await page.getByLabel("Priority").selectOption("");
        await page.getByLabel("Retries").fill("many");
        await page.getByRole("button", { name: "Save changes" }).click();
        await sees(page.locator("#edit-option-retries-problem:not(:empty)"));
        await page.getByLabel("Retries").fill("2");
        await page.getByRole("button", { name: "Save changes" }).click();
        await sees(toast(page, "Changed"));
        await sees(queued.getByText("retries 2"));
        await seesNo(queued.getByText("priority high"));

        await queued.getByRole("checkbox").focus();
        await page.keyboard.press("h");
        await sees(queued.getByText("Held", { exact: true }));
        await sees(queued.getByRole("button", { name: `Release ${id}` }));
        await queued.getByRole("checkbox").check();
        await page.getByRole("form", { name: "Selected tasks of the queue" })
          .getByRole("button", { name: "Release" }).click();
        await sees(toast(page, "Released"));
        await seesNo(queued.getByText("Held", { exact: true }));
        assertEquals(await optionsOf(server, id), {
          after: "holder",
          timeout: "1h30m",
          retries: "2",
        });
      },
      { viewport, mayReport: /status of 422/ },
    );
  }

  await stage.scene(
    "a sweep is shown by its combinations, and queued as a task of each",
    async ({ page }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("fit-{lr}-{seed}");
      const command = page.getByLabel("Command", { exact: true });
      await command.fill("echo ");
      await page.getByRole("button", { name: "{sweep lr 0.1 0.01}" }).click();
      await command.press("Space");
      await page.getByRole("button", { name: "{range seed 0 9}" }).click();
      await command.press("End");
      await command.pressSequentially(" {range more 1 2}");
      const preview = page.getByRole("region", { name: "What will be queued" });
      await sees(preview.getByText("40 tasks"));
      await sees(preview.getByText("fit-0.1-0-lr-0.1-seed-0-more-1"));
      await sees(preview.getByText("+ 20 more tasks of this sweep"));
      await page.getByRole("button", { name: "ANT line" }).click();
      await sees(page.locator("pre", { hasText: "{range seed 0 9}" }));
      await openOptions(page);
      await page.getByLabel("At most").fill("4");
      await page.getByRole("button", { name: "Queue 40 tasks" }).click();

      const word = toast(page, "40 tasks queued");
      await word.hover(); // It stays while it is pointed at.
      const [id] = /fit-0\.01-9[\w.-]*/.exec(await word.innerText())!;
      const [task] = await untilEnded(server, [id]);
      assertStringIncludes(task!.tags.join(), "sweep-");
      assertStringIncludes(task!.options.atMost!, "4@sweep-");
    },
  );

  await stage.scene(
    "without a script options are refused at their fields, set, edited, held and released",
    async ({ page }) => {
      await page.goto("/create_task");
      await openOptions(page);
      await page.getByLabel("Task ID").fill("plain");
      await page.getByLabel("Command", { exact: true }).fill("true");
      await page.getByLabel("After the end of").fill("holder");
      await page.getByLabel("Free GPU memory").fill("20");
      await page.getByRole("button", { name: "Queue task" }).click();
      await sees(page.locator("#option-gpuMem-problem:not(:empty)"));
      const after = page.getByLabel("After the end of");
      assertEquals(await after.inputValue(), "holder");
      await page.getByLabel("Free GPU memory").fill("");
      await page.getByRole("button", { name: "Queue task" }).click();
      await sees(page.locator(".ban", { hasText: "Queued plain" }));

      await page.goto("/queue?edit=plain");
      await page.getByLabel("Not before").fill("soon");
      await page.getByRole("button", { name: "Save changes" }).click();
      await sees(page.locator("#edit-option-begin-problem:not(:empty)"));
      await page.getByLabel("Not before").fill("");
      await page.getByLabel("Hold", { exact: true }).selectOption("true");
      await page.getByRole("button", { name: "Save changes" }).click();
      await sees(page.locator(".ban", { hasText: "Changed plain" }));
      await page.getByRole("button", { name: "Release plain" }).click();
      await sees(page.locator(".ban", { hasText: "Released plain" }));
      assertEquals(await optionsOf(server, "plain"), { afterAny: "holder" });
    },
    { javaScript: false, mayReport: /status of 422/ },
  );

  await stage.scene(
    "each attempt of a task has its log on the task's page",
    async ({ page }) => {
      const body = {
        id: "tries",
        gpus: 0,
        command: 'echo "try $ANT_ATTEMPT"; test "$ANT_ATTEMPT" = 2',
        options: { retries: 1 },
      };
      await (await server.fetch("/api/v1/tasks", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      })).body?.cancel();
      await untilEnded(server, ["tries"]);
      await opens(page, logPage("tries"));
      const attempts = page.getByRole("navigation", {
        name: "Logs of attempts",
      });
      await sees(wroteLine(page, "tries", "try 2"));
      await attempts.getByRole("link", { name: "1", exact: true }).click();

      await page.waitForURL(/attempt=1/);
      await sees(wroteLine(page, "tries", "try 1"));
      await attempts.getByRole("link", { name: "2", exact: true }).click();
      await page.waitForURL((url) => !url.searchParams.has("attempt"));
    },
  );
});

/** Runs in the page. */
function hasNoOptions(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>(
    'form [name^="option."]',
  );
  return [...fields].every(({ value }) => value === "");
}
