import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { answerYes, logPage, opens, queue, toast } from "./asking.ts";
import {
  aStage,
  PHONE,
  pressTogether,
  SCREENS,
  sees,
  seesNo,
} from "./stage.ts";

function palette(page: Page) {
  return page.getByRole("dialog", { name: "Search or act" });
}

/** Lets no further script come until its answer is called. */
async function holdScripts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/\.js\b/, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

function option(page: Page, name: string | RegExp) {
  return palette(page).getByRole("option", { name });
}

/** Resolves once the page has the icon of that file. */
async function hasIcon(page: Page, name: string): Promise<void> {
  await page.locator(`link[rel=icon][href="${name}.svg"]`)
    .waitFor({ state: "attached" });
}

/** Notifications as the page asked for them; none leaves the test. */
async function catchNotices(page: Page): Promise<void> {
  await page.context().grantPermissions(["notifications"]);
  await page.context().addInitScript(() => {
    const said: string[] = [];
    class Caught {
      static permission = "granted";
      static requestPermission = () => Promise.resolve("granted");
      onclick: (() => void) | null = null;
      constructor(title: string, { body }: { body: string }) {
        said.push(`${title}: ${body}`);
        Object.assign(globalThis, { lastNotice: this });
      }
      close() {}
    }
    Object.assign(globalThis, { Notification: Caught, said });
  });
}

function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    (globalThis as unknown as { said: string[] }).said
  );
}

Deno.test("what works on every page", async (test) => {
  await using gate = await aGate();
  await using stage = await aStage(test, { gpus: 2 });
  const { server } = stage;
  await queue(
    server,
    { id: "vit-b16-s3", command: gate.wait, gpus: 1 },
    { id: "done-before", command: "true" },
  );
  await untilEnded(server, ["done-before"]);

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await stage.scene(
      `the palette finds a task and opens its log, on ${screen}`,
      async ({ page }) => {
        await opens(page, "/create_task");
        const isPhone = viewport === PHONE;
        if (isPhone) {
          await page.getByRole("button", { name: "Search or act" }).click();
        } else await page.keyboard.press("Control+k");
        await sees(palette(page));
        await page.keyboard.type("vit s3");
        await sees(option(page, /vit-b16-s3/));
        const box = await palette(page).boundingBox();
        if (isPhone) await option(page, /vit-b16-s3/).click();
        else await page.keyboard.press("Enter");

        await page.waitForURL(`**${logPage("vit-b16-s3")}`);
        assertEquals(box?.width, isPhone ? PHONE.width : 600);
      },
      { viewport },
    );
  }

  await stage.scene(
    "the palette does things to a task, by keys alone",
    async ({ page }) => {
      await queue(server, { id: "to-end", command: "sleep 100" });
      await untilBoard(
        server,
        (board) => taskOn(board, "to-end")?.state === "running",
      );
      await opens(page, "/home");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("to-end");
      await sees(option(page, /to-end/));
      const field = palette(page).locator("[aria-activedescendant]");
      const named = await field.getAttribute("aria-activedescendant");
      const active = palette(page).locator(`#${named}`);
      assertEquals(await active.getAttribute("aria-selected"), "true");

      await page.keyboard.press("Tab");
      await sees(option(page, "Open log"));
      await page.keyboard.press("Escape");
      await sees(palette(page));
      await page.keyboard.type("term to-end");
      await page.keyboard.press("Enter");
      await answerYes(page, "Terminate to-end?", "Terminate");

      await sees(toast(page, "Asked to end"));
    },
  );

  await stage.scene(
    "the palette hears Enter and Close before its code has come",
    async ({ page }) => {
      await opens(page, "/completed_task");
      const release = await holdScripts(page);
      await page.keyboard.press("Control+k");
      await sees(palette(page));
      await palette(page).getByRole("button", { name: "Close" }).click();
      await seesNo(palette(page));

      await page.keyboard.press("Control+k");
      await page.keyboard.type("vit s3");
      await page.keyboard.press("Enter");
      release();

      await page.waitForURL(`**${logPage("vit-b16-s3")}`);
    },
  );

  await stage.scene(
    "the palette does nothing by an early Enter once something else is typed",
    async ({ page }) => {
      await opens(page, "/completed_task");
      const release = await holdScripts(page);
      await page.keyboard.press("Control+k");
      await page.keyboard.type("nothing fits it");
      await page.keyboard.press("Enter");
      release();
      await sees(palette(page).getByText("Nothing fits"));
      await palette(page).locator("input").fill("vit s3");

      await sees(option(page, /vit-b16-s3/));
      await page.keyboard.press("Tab"); // To its actions, as the list stands.
      await sees(option(page, "Open log"));
    },
  );

  await stage.scene(
    "a task that left the board is found on the server, and the focus returns",
    async ({ page }) => {
      await opens(page, "/completed_task");
      const asked = page.waitForRequest(/\/api\/v1\/tasks\?q=done-before/);
      const open = page.getByRole("button", { name: "Search or act" });
      await open.click();
      await page.keyboard.type("done-before");
      await asked;
      await page.keyboard.press("Escape");

      await seesNo(palette(page));
      assertEquals(
        await open.evaluate((button) => button === document.activeElement),
        true,
      );
    },
  );

  await stage.scene(
    "? lists the shortcuts, and single keys can be turned off",
    async ({ page }) => {
      await opens(page, "/home");
      const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
      await page.keyboard.press("?");
      await sees(list.getByText("Find a task or an action"));
      await page.keyboard.press("t");
      assertEquals(await page.locator("html[data-theme]").count(), 0);
      await page.keyboard.press("?");
      await seesNo(list);

      await page.keyboard.press("t");
      assertEquals(await page.locator("html[data-theme]").count(), 1);
      await pressTogether(page, "g", "e");
      await page.waitForURL("**/completed_task");
      await sees(page.locator(".live", { hasText: "Live" }));
      await page.keyboard.press("/");
      await page.keyboard.type("?t");
      assertEquals(
        await page.getByRole("searchbox").first().inputValue(),
        "?t",
      );

      await opens(page, "/ongoing_task");
      await page.getByRole("button", { name: "Keys" }).click();
      await list.getByRole("switch").click();
      await page.keyboard.press("Escape");
      await page.keyboard.press("c");
      await page.keyboard.press("Control+k");
      await sees(palette(page));
      assertEquals(new URL(page.url()).pathname, "/ongoing_task");
    },
  );

  await stage.scene(
    "one tab of many tells of an end, and the icon of a failure nobody saw",
    async ({ page }) => {
      await catchNotices(page);
      await opens(page, "/home");
      const other = await page.context().newPage();
      await opens(other, "/ongoing_task");
      await hasIcon(other, "favicon_runs");
      await page.getByRole("button", { name: "Notifications" }).click();
      await page.getByRole("switch", { name: "Every task" }).click();
      await page.keyboard.press("Escape");

      await queue(server, { id: "breaks", command: "exit 3" });
      await hasIcon(page, "favicon_runs_failed");
      await hasIcon(other, "favicon_runs_failed");
      await page.waitForFunction(() =>
        (globalThis as unknown as { said: string[] }).said.length > 0
      );

      const said = [...await saidOn(page), ...await saidOn(other)];
      assertEquals(said.map((one) => one.split(",")[0]), [
        "breaks failed: exit 3",
      ]);
      assertEquals(await page.title(), "(1) Dashboard · ANT");
      const log = page.waitForEvent("popup");
      await page.evaluate(() =>
        (globalThis as unknown as { lastNotice: { onclick(): void } })
          .lastNotice.onclick()
      );
      await (await log).waitForURL(`**${logPage("breaks")}`);
      await hasIcon(page, "favicon_runs");
      assertEquals(await page.title(), "Dashboard · ANT");
    },
    { newProfile: true },
  );

  await stage.scene(
    "a browser tells of the one task that was picked on its page",
    async ({ page }) => {
      await using end = await aGate();
      await queue(server, { id: "picked", command: end.wait });
      await catchNotices(page);
      await opens(page, logPage("picked"));
      await page.getByRole("button", { name: "Tell me when this ends" })
        .click();
      await sees(toast(page, "This browser tells you when it ends"));

      await queue(server, { id: "other", command: "true" });
      await untilEnded(server, ["other"]);
      await end.open();
      await page.waitForFunction(() =>
        (globalThis as unknown as { said: string[] }).said.length > 0
      );

      const said = await saidOn(page);
      assertEquals(said.map((one) => one.split(",")[0]), [
        "picked succeeded: exit 0",
      ]);
    },
    { viewport: PHONE, newProfile: true },
  );

  await stage.scene(
    "a browser that blocks notifications says what to do",
    async ({ page }) => {
      await page.addInitScript(() => {
        Object.defineProperty(Notification, "permission", {
          get: () => "denied",
        });
      });
      await opens(page, "/home");
      await page.getByRole("button", { name: "Notifications" }).click();

      await sees(page.getByText("allow them in the settings of the site"));
      assertEquals(
        await page.getByRole("switch", { name: "Every task" }).isDisabled(),
        true,
      );
    },
    { viewport: PHONE },
  );
});
