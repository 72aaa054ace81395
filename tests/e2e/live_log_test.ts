import { assertEquals } from "@std/assert";
import type { Locator } from "playwright-core";
import { aGate } from "../helpers/gate.ts";
import {
  logPage,
  opens,
  outputOf,
  queue,
  standingOf,
  wroteLine,
} from "./asking.ts";
import { aStage, SCREENS, sees } from "./stage.ts";

/** Resolves once the last line stands at the lower edge. */
async function comesToEnd(output: Locator): Promise<void> {
  const log = await output.elementHandle();
  await output.page().waitForFunction(
    (box) =>
      box!.scrollHeight > box!.clientHeight &&
      box!.scrollHeight - box!.scrollTop - box!.clientHeight <= 5,
    log,
  );
}

const topOf = (output: Locator) => output.evaluate((box) => box.scrollTop);

Deno.test("a person reads a log while it is written", async (test) => {
  await using stage = await aStage(test, { gpus: 1 });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const on = screen.replace(/^a /, "");
    await stage.scene(
      `the log follows its end, lets go when scrolled up, and follows again, on ${screen}`,
      async ({ page, server }) => {
        await using one = await aGate();
        await using two = await aGate();
        await using three = await aGate();
        const id = `writer-${on}`;
        const write = (from: number, to: number) =>
          `seq -f 'line %g' ${from} ${to}`;
        await queue(server, {
          id,
          command: [
            write(1, 100),
            one.wait,
            write(101, 200),
            two.wait,
            write(201, 300),
            three.wait,
            "echo the end",
          ].join("; "),
        });
        await opens(page, logPage(id));
        const output = outputOf(page, id);
        await sees(wroteLine(page, id, "line 100"));

        await one.open();
        await sees(wroteLine(page, id, "line 200"));
        await comesToEnd(output);
        await sees(page.getByText("Following", { exact: true }));
        await output.evaluate((box) => box.scrollBy(0, -400));
        await sees(page.getByText("Scrolled up, not following."));
        const top = await topOf(output);
        await two.open();
        await sees(page.getByText("100 new lines below"));
        assertEquals(await topOf(output), top);
        await page.getByRole("button", { name: "Follow", exact: true }).click();
        await sees(page.getByText("Following", { exact: true }));
        await comesToEnd(output);
        await three.open();

        await sees(wroteLine(page, id, "the end"));
        await sees(standingOf(page).getByText("Succeeded"));
        await page.getByRole("button", { name: "Start", exact: true }).click();
        await sees(wroteLine(page, id, "line 1"));
      },
      { viewport },
    );
  }

  await stage.scene(
    "running tasks show their last lines side by side, and leave as they end",
    async ({ page, server }) => {
      await using one = await aGate();
      await using two = await aGate();
      const command = `${one.wait}; echo through; ${two.wait}`;
      await opens(page, "/ongoing_task");
      await sees(page.getByText("Nothing runs"));

      await queue(server, { id: "left", command }, { id: "right", command });
      for (const id of ["left", "right"]) {
        const card = page.getByRole("region", { name: id });
        await sees(card.getByText("Running"));
        if (await outputOf(page, id).count() === 0) {
          await card.getByRole("button", { name: "Show output" }).click();
        }
        await sees(outputOf(page, id));
      }
      await one.open();
      await sees(wroteLine(page, "left", "through"));
      await sees(wroteLine(page, "right", "through"));
      await two.open();

      await sees(page.getByText("Nothing runs"));
    },
  );

  await stage.scene(
    "a log longer than a page begins at its end, and shows what came before",
    async ({ page, server }) => {
      await queue(server, { id: "long", command: "seq -f 'row %06g' 20000" });
      await opens(page, logPage("long"));
      await sees(standingOf(page).getByText("Succeeded"));
      // A script that comes late would go to the end once more.
      await opens(page, logPage("long"));
      await sees(wroteLine(page, "long", "row 020000"));
      assertEquals(await wroteLine(page, "long", "row 000001").count(), 0);

      await outputOf(page, "long").evaluate((box) => box.scrollTo(0, 0));

      await sees(wroteLine(page, "long", "row 019500"));
    },
  );

  await stage.scene(
    "what a program prints stays text",
    async ({ page, server }) => {
      const id = "<b>bold & bad</b>";
      await queue(server, {
        id: "markup",
        command: `printf '%s\\n' '${id}<img src=x onerror=alert(1)>'`,
      });

      await opens(page, logPage("markup"));

      await sees(
        wroteLine(page, "markup", `${id}<img src=x onerror=alert(1)>`),
      );
      assertEquals(await page.locator("main img").count(), 0);
    },
  );

  await stage.scene(
    "what a program paints is drawn in the page's colors, before and after a reload",
    async ({ page, server }) => {
      await queue(server, {
        id: "painted",
        command:
          `printf 'so \\033[31mred\\033[0m and \\033[38;2;20;20;20mfree\\033(B\\033[0m\\n'`,
      });
      await opens(page, logPage("painted"));

      for (const isReloaded of [false, true]) {
        if (isReloaded) await page.reload();
        await sees(wroteLine(page, "painted", "so red and free"));
        const colors = await outputOf(page, "painted").evaluate((box) =>
          [".t1", ".tx"].map((one) =>
            getComputedStyle(box.querySelector(one)!).color
          )
        );
        assertEquals(colors, ["rgb(173, 10, 47)", "rgb(20, 20, 20)"]);
      }
    },
  );
});
