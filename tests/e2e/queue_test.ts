import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { aGate } from "../helpers/gate.ts";
import { untilBoard, untilEnded } from "../helpers/board.ts";
import { opens, queue, toast } from "./asking.ts";
import { aStage, SCREENS, sees, seesNo } from "./stage.ts";

function rowsOf(page: Page) {
  return page.getByRole("region", { name: "Queue" }).getByRole("listitem");
}

Deno.test("a person puts the queue in order", async (test) => {
  await using stage = await aStage(test, { gpus: 1 });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const on = screen.replace(/^a /, "");
    await stage.scene(
      `the last one moves to the top, another one leaves, and the rest runs in that order, on ${screen}`,
      async ({ page, server }) => {
        await using gate = await aGate();
        const [one, two, three] = ["one", "two", "three"]
          .map((word) => `${word}-${on}`) as [string, string, string];
        await queue(
          server,
          { id: `holder-${on}`, command: gate.wait, gpus: 1 },
          ...[one, two, three].map((id) => ({ id, command: "true", gpus: 1 })),
        );
        await opens(page, "/create_task#queue");
        await sees(rowsOf(page).nth(2).getByRole("link", { name: three }));
        await sees(rowsOf(page).nth(0).getByText("needs 1 GPU, 0 free"));
        await sees(rowsOf(page).nth(1).getByText(`after ${one}`));

        await page.getByRole("button", { name: `Move to the top ${three}` })
          .click();
        await sees(toast(page, "Moved to the top"));
        await sees(rowsOf(page).nth(0).getByRole("link", { name: three }));
        await page.getByRole("button", { name: `Remove ${one}` }).click();
        await sees(toast(page, "Removed from the queue"));
        await seesNo(rowsOf(page).getByRole("link", { name: one }));

        const { queued } = await untilBoard(
          server,
          ({ queued }) => queued.length === 2,
        );
        assertEquals(queued.map(({ id }) => id), [three, two]);
        await gate.open();
        const [second, first] = await untilEnded(server, [two, three]);
        assertEquals(first!.startedAtMs! <= second!.startedAtMs!, true);
        await sees(page.getByText("The queue is empty"));
      },
      { viewport },
    );
  }

  await stage.scene(
    "the queue of a page follows what another page does",
    async ({ page, server }) => {
      await using gate = await aGate();
      await opens(page, "/create_task#queue");
      await sees(page.getByText("The queue is empty"));

      await queue(
        server,
        { id: "elsewhere-0", command: gate.wait, gpus: 1 },
        { id: "elsewhere-1", command: "true", gpus: 1 },
      );

      await sees(rowsOf(page).getByRole("link", { name: "elsewhere-1" }));
      await sees(
        page.getByRole("navigation", { name: "Pages" })
          .getByRole("link", { name: /Ongoing\s*1 task/ }),
      );
      await gate.open();
      await sees(page.getByText("The queue is empty"));
    },
  );
});
