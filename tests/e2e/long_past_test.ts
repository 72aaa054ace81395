import { assertEquals } from "@std/assert";
import { aLongPast, pastId } from "../helpers/long_history.ts";
import { opens, toast } from "./asking.ts";
import { aStage, SCREENS, sees, seesNo } from "./stage.ts";

const ENDED = 10_000;

Deno.test("ten thousand ended tasks are at hand, and a few are on the page", async (test) => {
  await using stage = await aStage(test, { past: aLongPast({ ended: ENDED }) });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await stage.scene(
      `a hand scrolls to the last one on ${screen}`,
      async ({ page }) => {
        await opens(page, "/completed_task");
        const bar = await page.evaluate(() => document.body.scrollHeight);
        assertEquals(bar > ENDED * 44, true);
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
        await sees(page.locator(`[data-place="${ENDED / 2}"] .tid`));

        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));

        await sees(page.getByRole("link", { name: pastId(1), exact: true }));
        const drawn = await page.locator(".row").count();
        assertEquals(drawn < 80, true, `${drawn} rows are drawn`);
        const after = await page.evaluate(() => document.body.scrollHeight);
        assertEquals(Math.abs(after - bar) < 100, true, `${bar} then ${after}`);
      },
      { viewport },
    );
  }

  await stage.scene(
    "what unfolds above does not move what is read",
    async ({ page }) => {
      await opens(page, "/completed_task");
      await page.getByRole("button", { name: "Show all details" }).click();
      await sees(page.locator(".xp").first());
      await page.evaluate(() => scrollTo(0, 200_000));
      // Not one of those that stood there before.
      const id = await page.waitForFunction(() => {
        const rows = document.querySelectorAll<HTMLElement>(".row[data-open]");
        return [...rows].find((row) => {
          const { top } = row.getBoundingClientRect();
          return top >= 0 && top < innerHeight;
        })?.dataset.row;
      }).then((found) => found.jsonValue());

      await page.evaluate(() => scrollBy(0, -900));

      await sees(page.locator(`[data-row="${id}"]`));
    },
    { mayReport: /status of 404/ }, // Most of these tasks never wrote a log.
  );

  await stage.scene(
    "all of them are selected, deleted and put back",
    async ({ page }) => {
      await opens(page, "/completed_task?tag=vit");
      await page.getByLabel("Select all that match").click();
      const bar = page.getByRole("form", { name: "Selected tasks" });
      await sees(bar.getByText("2,000 selected"));
      await bar.getByRole("button", { name: "Delete" }).click();
      await sees(page.getByText("Nothing matches"));

      await toast(page, "2,000 tasks deleted")
        .getByRole("button", { name: "Undo" }).click();

      await sees(page.getByRole("link", { name: pastId(ENDED), exact: true }));
      await seesNo(bar);
    },
  );
});
