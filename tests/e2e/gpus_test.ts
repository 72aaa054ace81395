import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { taskOn, untilBoard } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { opens, queue, toast } from "./asking.ts";
import { aStage, SCREENS, sees } from "./stage.ts";

function switchOf(page: Page, gpu: number, checked: boolean) {
  const name = `Use GPU ${gpu} for new tasks`;
  return page.getByRole("switch", { name, checked });
}

Deno.test("a person decides which GPUs are used", async (test) => {
  await using stage = await aStage(test, { gpus: 2 });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const on = screen.replace(/^a /, "");
    await stage.scene(
      `a disabled GPU gets no task until it is enabled again, on ${screen}`,
      async ({ page, server }) => {
        await using gate = await aGate();
        const [first, second] = [`first-${on}`, `second-${on}`];
        await opens(page, "/home");

        await switchOf(page, 0, true).click();
        await sees(switchOf(page, 0, false));
        await sees(page.getByText("switched off by a person"));
        await queue(
          server,
          { id: first, command: gate.wait, gpus: 1 },
          { id: second, command: "true", gpus: 1 },
        );
        const held = await untilBoard(
          server,
          (board) => taskOn(board, first)?.state === "running",
        );
        assertEquals(taskOn(held, first)!.gpus, [1]);
        assertEquals(taskOn(held, second)!.state, "queued");
        await sees(
          page.locator(".strip .hold.ours").getByRole("link", { name: first }),
        );
        await switchOf(page, 0, false).click();

        await sees(switchOf(page, 0, true));
        const freed = await untilBoard(
          server,
          (board) => taskOn(board, second)?.state === "succeeded",
        );
        assertEquals(taskOn(freed, second)!.gpus, [0]);
        assertEquals(taskOn(freed, first)!.state, "running");
        await gate.open();
        await untilBoard(
          server,
          (board) => taskOn(board, first)?.state === "succeeded",
        );
      },
      { viewport },
    );
  }

  await stage.scene(
    "a GPU that is switched off while a task holds it drains, and stays off after a reload",
    async ({ page, server }) => {
      await using gate = await aGate();
      await queue(server, { id: "holder", command: gate.wait, gpus: 2 });
      await opens(page, "/home");
      await sees(
        page.locator(".strip .hold.ours").getByRole("link", { name: "holder" }),
      );

      await switchOf(page, 1, true).click();
      await sees(page.getByText("Draining, then off"));
      await page.reload();
      await sees(page.getByText("Draining, then off"));
      await gate.open();

      await sees(page.getByText("switched off by a person"));
      await sees(switchOf(page, 1, false));
    },
  );

  await stage.scene(
    "a switch that the server turns down says so and goes back",
    async ({ page }) => {
      await opens(page, "/home");
      await page.route(
        "**/api/v1/gpus/0",
        (route) => route.fulfill({ status: 503, body: '{"title":"Not now"}' }),
      );

      await switchOf(page, 0, true).click();

      await sees(toast(page, "GPU 0 stays enabled"));
      await sees(switchOf(page, 0, true));
    },
    { mayReport: /status of 503/ },
  );
});
