import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { opens, queue } from "./asking.ts";
import { aStage, hasFocus, PHONE, sees, seesNo } from "./stage.ts";

function plan(page: Page) {
  return page.getByRole("region", { name: "Plan", exact: true });
}

function laneList(page: Page) {
  return plan(page).getByRole("list", { name: "What holds each GPU" });
}

Deno.test("the plan and the strip of the dashboard", async (test) => {
  await using stage = await aStage(test, { gpus: 2 });
  const { server } = stage;
  await queue(
    server,
    { id: "wide", command: "sleep 600", gpus: 2 },
    { id: "first", command: "true", gpus: 1 },
    { id: "second", command: "true", gpus: 2 },
  );

  await stage.scene(
    "show what runs without an end, and the queue in its order",
    async ({ page }) => {
      await opens(page, "/home");

      const block = laneList(page).getByRole("link", { name: /wide/ });
      await sees(block.getByText(/end not known/));
      const next = plan(page).getByRole("list", { name: /^Next to start/ });
      assertEquals(await next.locator(".mono").allTextContents(), [
        "first",
        "second",
      ]);
      await block.click();
      await page.waitForURL(/logs\?task_id=wide/);
    },
  );

  await stage.scene("remember the span of the plan", async ({ page }) => {
    await opens(page, "/home");
    const threeDays = plan(page).getByRole("button", { name: "3 d" });
    await sees(
      plan(page).locator('[aria-pressed="true"]', { hasText: "12 h" }),
    );

    await threeDays.click();
    await sees(plan(page).locator('[aria-pressed="true"]', { hasText: "3 d" }));
    await page.reload();

    await sees(plan(page).locator('[aria-pressed="true"]', { hasText: "3 d" }));
  });

  await stage.scene(
    "stand without a script, and leave the phone alone",
    async ({ page }) => {
      await page.goto("/home");
      await sees(laneList(page).getByText("wide", { exact: true }));

      await page.setViewportSize(PHONE);

      await seesNo(laneList(page));
      await sees(page.getByRole("heading", { name: "Next to start" }));
    },
    { javaScript: false },
  );

  await stage.scene(
    "lead from the number of failures to the failed",
    async ({ page }) => {
      await queue(server, { id: "bad", command: "exit 3" });
      await opens(page, "/home");
      await sees(page.getByRole("link", { name: /^1 ?failed/ }));

      await page.getByRole("link", { name: /^1 ?failed/ }).click();

      await page.waitForURL(
        /completed_task\?state=failed&state=lost&since=24h/,
      );
      await sees(page.getByRole("link", { name: "bad", exact: true }));
    },
  );

  await stage.scene(
    "keep the focus on a switch that is pressed, and that moves",
    async ({ page }) => {
      await opens(page, "/home");
      const second = page.getByRole("switch", { name: "Use GPU 1" });
      await second.focus();
      await page.keyboard.press("Space");
      await page.locator('[aria-checked="false"][aria-label*="GPU 1"]')
        .waitFor();
      await hasFocus(page, "Use GPU 1 for new tasks");
      await sees(page.getByText("Draining, then off"));

      // The holder of both goes, and each GPU stands on its own again.
      const path = "/api/v1/tasks/wide/terminate";
      const answer = await server.fetch(path, { method: "POST" });
      await answer.body?.cancel();

      await sees(page.getByText("switched off by a person"));
      await hasFocus(page, "Use GPU 1 for new tasks");
    },
  );
});
