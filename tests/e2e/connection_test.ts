import { assertEquals } from "@std/assert";
import { aGate } from "../helpers/gate.ts";
import {
  logPage,
  opens,
  queue,
  standingOf,
  toast,
  wroteLine,
} from "./asking.ts";
import { aStage, SCREENS, sees, seesNo } from "./stage.ts";

/** However a browser calls it that nobody answers. */
const CUT = /net::ERR_/;

Deno.test("a page outlives its server", async (test) => {
  await using stage = await aStage(test, {
    gpus: 1,
    config: { RECOVERY_mode: "auto" },
  });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await stage.scene(
      `the page says that it is not live, and is live again with the server, on ${screen}`,
      async ({ page }) => {
        await opens(page, "/home");
        const banner = page.getByRole("alert").filter({
          hasText: "Connection lost.",
        });
        assertEquals(await banner.count(), 0);

        await stage.kill();
        await sees(banner);
        await sees(page.getByText("Not live"));
        await stage.again();
        await seesNo(banner);
        await sees(page.locator(".live", { hasText: /^Live$/ }));

        const id = `news-${screen.replace(/^a /, "")}`;
        await queue(stage.server, { id, command: "true" });
        await sees(
          page.getByRole("region", { name: "Just ended" })
            .getByRole("link", { name: id }),
        );
      },
      { viewport, mayReport: CUT },
    );
  }

  await stage.scene(
    "a log that is being read goes on with what was written meanwhile",
    async ({ page, server }) => {
      await using gate = await aGate();
      await queue(server, {
        id: "survivor",
        command: `echo before; ${gate.wait}; echo meanwhile`,
        options: { hold: true },
      });
      // What draws the head of a task that moved on is cut off, too.
      await page.route(/TaskHead/, (route) => route.abort());
      await opens(page, logPage("survivor"));
      const head = page.waitForRequest(/TaskHead/);
      const release = { method: "POST" };
      const told = await server
        .fetch("/api/v1/tasks/survivor/release", release);
      await told.body?.cancel();
      await sees(wroteLine(page, "survivor", "before"));
      await head;

      await stage.kill();
      await gate.open();
      await sees(page.getByText("Not live"));
      await page.unroute(/TaskHead/);
      await stage.again();

      await sees(wroteLine(page, "survivor", "meanwhile"));
      await sees(standingOf(page).getByText("Succeeded"));
      const text = await page.getByRole("log").innerText();
      assertEquals(text.match(/^before$/gm)?.length, 1);
      assertEquals(text.match(/^meanwhile$/gm)?.length, 1);
    },
    { mayReport: CUT },
  );

  await stage.scene(
    "a form that could not be sent says so and keeps what was typed",
    async ({ page }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("typed");
      const command = page.getByLabel("Command", { exact: true });
      await command.fill("echo typed once");

      await stage.kill();
      await page.getByRole("button", { name: "Queue task" }).click();
      await sees(
        page.getByRole("alert").filter({ hasText: "can not be reached" }),
      );
      assertEquals(await command.inputValue(), "echo typed once");
      await stage.again();
      await sees(page.locator(".live", { hasText: /^Live$/ }));
      await page.getByRole("button", { name: "Queue task" }).click();

      await sees(toast(page, "1 task queued"));
    },
    { mayReport: CUT },
  );

  await stage.scene(
    "Restore without a server says why it does not open",
    async ({ page }) => {
      await opens(page, "/home");

      await stage.kill();
      await page.getByRole("link", { name: "Restore", exact: true }).click();

      await sees(toast(page, "Recovery not opened"));
      await stage.again();
    },
    { mayReport: CUT },
  );
});
