import { assertEquals } from "@std/assert";
import { TextWriter, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js";
import type { Page } from "playwright-core";
import { untilBoard, untilEnded } from "../helpers/board.ts";
import type { TestServer } from "../helpers/server.ts";
import { opens, queue, toast } from "./asking.ts";
import { aStage, PHONE, SCREENS, sees, seesNo } from "./stage.ts";

/** Five ended tasks of one prefix: four well, one badly. */
async function ended(server: TestServer, prefix: string): Promise<void> {
  const good = [1, 2, 9, 10].map((number) => ({
    id: `${prefix}-${number}`,
    command: `ant_tags=${prefix} echo output of ${number}`,
  }));
  const bad = { id: `${prefix}-bad`, command: "echo last words; exit 7" };
  await queue(server, ...good, bad);
  await untilEnded(server, [...good, bad].map(({ id }) => id));
}

function rowOf(page: Page, id: string) {
  return page.locator(".row").filter({
    has: page.getByRole("link", { name: id, exact: true }),
  });
}

function bulkBar(page: Page) {
  return page.getByRole("form", { name: "Selected tasks" });
}

async function names(page: Page): Promise<string[]> {
  return await page.locator(".row .tid").allInnerTexts();
}

/** Resolves once the rows in sight are these, in this order. */
async function untilNames(page: Page, wanted: readonly string[]) {
  await page.waitForFunction((wanted) => {
    const rows = [...document.querySelectorAll(".row .tid")];
    return rows.map(({ textContent }) => textContent).join() === wanted;
  }, wanted.join());
}

/** Resolves once the list has so many tasks, and names those in sight. */
async function lists(page: Page, count: string): Promise<string[]> {
  await sees(
    page.locator(".slim [role=status]").getByText(count, {
      exact: true,
    }),
  );
  return await names(page);
}

for (const [screen, viewport] of Object.entries(SCREENS)) {
  Deno.test(`a person looks through what has ended, on ${screen}`, async (test) => {
    await using stage = await aStage(test, { gpus: 1 });
    await ended(stage.server, "run");
    await ended(stage.server, "other");

    await stage.scene(
      "a search, filters and an order find what is looked for",
      async ({ page }) => {
        await opens(page, "/completed_task");
        await page.getByLabel("Search ended tasks").fill("RUN output");
        assertEquals((await lists(page, "4 tasks")).length, 4);
        await page.getByLabel("Sort").selectOption("name-za");
        await page.waitForURL(/q=RUN\+output&sort=name-za/);
        await untilNames(page, ["run-10", "run-9", "run-2", "run-1"]);

        await page.getByRole("link", { name: "Clear" }).click();
        await lists(page, "10 tasks");
        await page.locator("summary", { hasText: "Tag: any" }).click();
        await page.getByRole("checkbox", { name: /^other/ }).check();
        await lists(page, "4 tasks");
        await page.locator("summary", { hasText: "GPU: any" }).click();
        await page.getByRole("checkbox", { name: /^No GPU/ }).check();
        await page.waitForURL(/tag=other&gpu=none/);
        await page.goto("/completed_task?since=24h&state=failed");
        assertEquals((await lists(page, "2 tasks")).toSorted(), [
          "other-bad",
          "run-bad",
        ]);
        await page.getByLabel("Search ended tasks").fill("no such thing");
        await sees(page.getByText("Nothing matches"));
        await page.getByRole("link", { name: "Show all" }).click();
        await lists(page, "10 tasks");
      },
      { viewport },
    );

    await stage.scene(
      "details unfold with the last output, and stay so after a reload",
      async ({ page }) => {
        await opens(page, "/completed_task");
        await page.getByRole("button", { name: "Details of run-bad" }).click();
        const output = page.getByRole("log", { name: "Output of run-bad" });
        await sees(output.filter({ hasText: /^last words$/m }));

        await page.reload();
        await sees(output.filter({ hasText: /^last words$/m }));
        await page.getByRole("button", { name: "Hide output" }).click();

        await seesNo(output);
      },
      { viewport },
    );

    await stage.scene(
      "all of a filter are deleted, and an undo brings them back, logs and all",
      async ({ page, server }) => {
        await opens(page, "/completed_task?tag=other");
        await page.getByLabel("Select other-9").click();
        await bulkBar(page).getByRole("button", { name: "Select all 4" })
          .click();
        await sees(bulkBar(page).getByText("4 selected"));
        await bulkBar(page).getByRole("button", { name: "Delete" }).click();
        await sees(page.getByText("Nothing matches"));
        const word = toast(page, "4 tasks deleted");
        await word.hover(); // It stays while it is pointed at.
        await untilBoard(server, ({ counts }) => counts.ended === 6);

        await word.getByRole("button", { name: "Undo" }).click();

        await lists(page, "4 tasks");
        await untilBoard(server, ({ counts }) => counts.ended === 10);
        const log = await server.fetch("/api/v1/tasks/other-9/log");
        assertEquals(
          await log.text().then((text) => text.includes("output of 9")),
          true,
        );
      },
      { viewport },
    );

    await stage.scene("logs of two come as one archive", async ({ page }) => {
      await opens(page, "/completed_task?q=run-&sort=name-az");
      await page.getByLabel("Select run-1", { exact: true }).click();
      await page.getByLabel("Select run-2", { exact: true }).click();
      await sees(bulkBar(page).getByText("2 selected"));

      const [download] = await Promise.all([
        page.waitForEvent("download"),
        bulkBar(page).getByRole("button", { name: "Download" }).click(),
      ]);

      const bytes = await Deno.readFile(await download.path());
      const zip = new ZipReader(new Uint8ArrayReader(bytes), {
        useWebWorkers: false,
      });
      const files = await zip.getEntries();
      assertEquals(files.map(({ filename }) => filename), [
        "run-1.log",
        "run-2.log",
      ]);
      for (const [at, file] of files.entries()) {
        if (file.directory) throw new Error(`"${file.filename}" is a folder`);
        const text = await file.getData(new TextWriter());
        assertEquals(text.includes(`output of ${at + 1}\n`), true);
      }
      await zip.close();
    }, { viewport });
  });
}

Deno.test("a person works on what has ended by keyboard, and in an order of one's own", async (test) => {
  await using stage = await aStage(test, { gpus: 1 });
  await ended(stage.server, "run");

  await stage.scene(
    "keys walk, select a range and queue it again",
    async ({ page, server }) => {
      await opens(page, "/completed_task?sort=name-az&state=succeeded");
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await sees(bulkBar(page).getByText("1 selected"));
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("Shift+X");
      await sees(bulkBar(page).getByText("3 selected"));

      await page.keyboard.press("r");

      await sees(toast(page, "3 tasks queued again"));
      await untilEnded(server, [1, 2, 9].map((n) => `run-${n}-restart-1`));
      await sees(page.getByRole("button", { name: /3 tasks ended since/ }));
      assertEquals(await names(page), ["run-1", "run-2", "run-9", "run-10"]);
      await page.getByRole("button", { name: /3 tasks ended since/ }).click();
      await lists(page, "7 tasks");
    },
  );

  await stage.scene("a key deletes, and z takes it back", async ({ page }) => {
    await opens(page, "/completed_task?q=run-bad");
    await page.keyboard.press("j");
    await page.keyboard.press("Delete");
    await sees(page.getByText("Nothing matches"));
    await sees(toast(page, "1 task deleted"));

    await page.keyboard.press("z");

    await sees(rowOf(page, "run-bad"));
  });

  await stage.scene(
    "z before the server's answer takes back what it answers",
    async ({ page }) => {
      await opens(page, "/completed_task?q=run-bad");
      const answer = Promise.withResolvers<void>();
      await page.route("**/api/v1/tasks/bulk", async (route) => {
        await answer.promise;
        await route.continue();
      });
      await page.keyboard.press("j");
      await page.keyboard.press("Delete");
      await sees(page.getByText("Nothing matches"));

      await page.keyboard.press("z");
      answer.resolve();

      await sees(toast(page, "1 task put back"));
      await sees(rowOf(page, "run-bad"));
      assertEquals(await toast(page, "1 task deleted").count(), 0);
    },
  );

  await stage.scene(
    "a word on what was done is in reach over an open dialog",
    async ({ page }) => {
      await opens(page, "/completed_task?q=run-bad");
      await page.getByRole("link", { name: "run-bad", exact: true }).focus();
      await page.keyboard.press("Delete");
      await sees(toast(page, "Deleted"));
      await page.keyboard.press("?");
      await sees(page.getByRole("dialog", { name: "Keyboard shortcuts" }));

      await toast(page, "Deleted").getByRole("button", { name: "Undo" })
        .click();

      await toast(page, "Put back").hover(); // It stays for as long.
      await page.keyboard.press("Escape");
      await sees(toast(page, "Put back"));
      await sees(rowOf(page, "run-bad"));
    },
  );

  await stage.scene(
    "what is deleted is gone at once, and back with the reason where it has to stay",
    async ({ page }) => {
      await opens(page, "/completed_task?q=run-&state=succeeded&sort=name-az");
      const before = await names(page);
      const answer = Promise.withResolvers<void>();
      const no = {
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({ title: "No", detail: "the disk is full" }),
      };
      await page.route("**/api/v1/tasks/**", async (route) => {
        await answer.promise;
        await route.fulfill(no);
      });

      await page.getByLabel("Select run-1", { exact: true }).check();
      await page.getByLabel("Select run-2", { exact: true }).check();
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await seesNo(rowOf(page, "run-1"));
      await seesNo(rowOf(page, "run-2"));
      answer.resolve();

      await sees(
        toast(page, "2 tasks not deleted").getByText("the disk is full"),
      );
      await untilNames(page, before);
      await sees(page.getByText("2 selected"));
      await page.getByRole("button", { name: "Details of run-9" }).first()
        .click();
      await page.getByRole("button", { name: "Hide", exact: true }).last()
        .click();
      await sees(toast(page, "Not hidden").getByText("the disk is full"));
      await untilNames(page, before);
    },
    { mayReport: /status of 503/ },
  );

  await stage.scene(
    "a row is moved, and stands there after a reload",
    async ({ page }) => {
      await opens(page, "/completed_task?q=run-&state=succeeded");
      await page.getByLabel("Sort").selectOption("own");
      const handle = page.getByRole("button", {
        name: "Reorder run-1",
        exact: true,
      });
      await handle.focus();
      await page.keyboard.press("Space");
      await sees(page.getByText(/^run-1 lifted from position \d/));
      await page.keyboard.press("Home");
      await sees(page.getByText("Position 1 of 7."));
      await page.keyboard.press("Space");
      await sees(
        page.locator(".row").first().getByText("run-1", { exact: true }),
      );

      await page.reload();

      await sees(handle);
      await sees(
        page.locator(".row").first().getByText("run-1", { exact: true }),
      );
    },
  );

  await stage.scene(
    "a phone hides one, and its page says where it went",
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
    { mayReport: /status of 404/, viewport: PHONE },
  );

  await stage.scene(
    "without a script one is deleted and put back",
    async ({ page }) => {
      await page.goto("/completed_task?q=run-bad");
      await page.getByLabel("Select run-bad").check();
      await bulkBar(page).getByRole("button", { name: "Delete" }).click();
      await sees(page.getByText("Nothing matches"));

      await page.getByRole("form", { name: "Undo" }).getByRole("button")
        .click();

      await sees(rowOf(page, "run-bad"));
    },
    { javaScript: false },
  );
});
