import { untilEnded } from "../helpers/board.ts";
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { aGate } from "../helpers/gate.ts";
import { logPage, opens, outputOf, queue, wroteLine } from "./asking.ts";
import { aStage, SCREENS, sees, seesNo } from "./stage.ts";

/**
 * A log of many windows, with needles far from each other, and a failure. Its
 * header repeats the command, so what is looked for is not spelled out there.
 */
const LONG = [
  "seq -f 'row %06g' 1 9000",
  "printf 'a Nee%s\\n' dle",
  "seq -f 'row %06g' 9001 20000",
  "printf 'Trace%s (most recent call last):\\n' back",
  "seq -f 'row %06g' 20001 39000",
  "printf 'one more nee%s\\n' dle",
  "seq -f 'row %06g' 39001 40000",
].join("; ");

const status = (page: Page) => page.locator(".hits");

/** A line that is in sight, by what it says. */
const inSight = (page: Page, words: string) =>
  page.locator(".ll").filter({ hasText: words });

/** Resolves once it stands within the box; what scrolls takes its time. */
async function comesInSight(page: Page, words: string): Promise<void> {
  await page.waitForFunction((words) => {
    const line = [...document.querySelectorAll(".ll")]
      .find(({ textContent }) => textContent!.includes(words));
    const box = line?.closest("[role=log]")?.getBoundingClientRect();
    if (line === undefined || box === undefined) return false;
    const { top, bottom } = line.getBoundingClientRect();
    return top >= box.top && bottom <= box.bottom;
  }, words);
}

Deno.test("a person finds a place in a long log", async (test) => {
  await using stage = await aStage(test, { gpus: 1 });
  await queue(stage.server, { id: "long", command: LONG });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await stage.scene(
      `the whole log is searched, from hit to hit and back, on ${screen}`,
      async ({ page }) => {
        await opens(page, logPage("long"));
        await sees(wroteLine(page, "long", "row 040000"));
        const field = page.getByRole("searchbox", { name: "Search" });

        await field.fill("needle");
        await sees(status(page).getByText(/2 hits/));
        await field.press("Enter");
        await sees(status(page).getByText(/1 of 2/));
        await comesInSight(page, "a Needle");
        assertEquals(await inSight(page, "row 040000").count(), 0);
        await page.getByRole("button", { name: "Next hit" }).click();
        await sees(status(page).getByText(/2 of 2/));
        await comesInSight(page, "one more needle");
        await outputOf(page, "long").focus();
        await page.keyboard.press("Shift+N");
        await sees(status(page).getByText(/1 of 2/));
        await comesInSight(page, "a Needle");
        await page.getByRole("button", { name: "upper and lower" }).click();
        await sees(status(page).getByText(/1 hit/));
        await field.press("Escape");

        await seesNo(status(page));
        assertEquals(await field.inputValue(), "");
      },
      { viewport },
    );

    await stage.scene(
      `a line's number is its address, and failures are a key away, on ${screen}`,
      async ({ page }) => {
        await opens(page, `${logPage("long")}#L1234`);
        const target = page.locator(".ll.to");
        await sees(target);
        assertEquals(await target.getAttribute("id"), "L1234");
        await comesInSight(page, "row 001224");

        await page.getByRole("link", { name: "Line 1230", exact: true })
          .click();
        await page.waitForURL(/#L1230$/);
        await sees(page.locator("#L1230.to"));
        assertEquals(await target.count(), 1);
        await outputOf(page, "long").focus();
        await page.keyboard.press("e");
        await sees(page.getByRole("button", { name: "Error 1 of 1" }));
        await comesInSight(page, "Traceback");
        await page.keyboard.press("End");
        await sees(inSight(page, "row 040000"));
        await page.keyboard.press("Home");

        await sees(inSight(page, "row 000001"));
      },
      { viewport },
    );
  }

  await stage.scene(
    "a key pressed before the page knows what it does scrolls nothing by itself",
    async ({ page }) => {
      await opens(page, logPage("long"));
      await sees(wroteLine(page, "long", "row 040000"));
      const late = Promise.withResolvers<void>();
      await page.route(/\.js\b/, async (route) => {
        await late.promise;
        await route.continue();
      });
      await outputOf(page, "long").focus();
      await page.evaluate(() => {
        addEventListener("keydown", (event) => {
          document.title = `${event.key} ${event.defaultPrevented}`;
        });
      });

      await page.keyboard.press("Home");
      await page.waitForFunction(() => document.title === "Home true");
      late.resolve();

      await sees(inSight(page, "row 000001"));
      await comesInSight(page, "row 000001");
    },
  );

  await stage.scene(
    "of keys pressed faster than lines come, the last one counts",
    async ({ page }) => {
      const ofStart = /log\/lines\?.*\bline=1$/;
      const ofEnd = /log\/lines\?.*\btail$/;
      const answers = () => Promise.withResolvers<void>();
      let late = answers();
      for (const lines of [ofStart, ofEnd]) {
        await page.route(lines, async (route) => {
          await late.promise;
          await route.continue();
        });
      }
      /** Presses keys, and only then lets what they ask for come. */
      const press = async (keys: readonly string[], asked: RegExp) => {
        late = answers();
        const answered = page.waitForResponse(asked);
        for (const key of keys) await page.keyboard.press(key);
        late.resolve();
        await (await answered).finished();
        await page.evaluate(async () => {
          for (let frames = 0; frames < 3; frames++) {
            await new Promise(requestAnimationFrame);
          }
        });
      };
      await opens(page, logPage("long"));
      await sees(wroteLine(page, "long", "row 040000"));
      await outputOf(page, "long").focus();

      await press(["Home", "End"], ofStart);
      await comesInSight(page, "row 040000");
      await press(["Home", "End", "Home"], ofStart);
      await comesInSight(page, "row 000001");
      await press(["End", "Home"], ofEnd);
      await comesInSight(page, "row 000001");
      await press(["End", "Home", "End"], ofEnd);
      await comesInSight(page, "row 040000");
    },
  );

  await stage.scene(
    "scrolling goes on through the log, and no line is lost or told twice",
    async ({ page }) => {
      await opens(page, logPage("long"));
      const box = outputOf(page, "long");
      const rows = () =>
        box.evaluate((lines) =>
          (lines.textContent ?? "").match(/row \d+/g)!.map((row) =>
            Number(row.slice(4))
          )
        );
      const isRow = (numbers: readonly number[]) =>
        numbers.every((row, at) => at === 0 || row === numbers[at - 1]! + 1);

      for (const first of [39_000, 38_000, 37_000]) {
        await box.evaluate(async (lines, wanted) => {
          const firstRow = () =>
            Number(/row (\d+)/.exec(lines.textContent ?? "")![1]);
          while (firstRow() > wanted) {
            lines.scrollTo(0, 0);
            await new Promise(requestAnimationFrame);
          }
        }, first);
        assertEquals(isRow(await rows()), true);
      }

      assertEquals((await rows()).length < 2_500, true);
    },
  );

  await stage.scene(
    "a search through gigabytes tells how far it is, and can be canceled",
    async ({ page, server }) => {
      await queue(server, {
        id: "huge",
        command: "truncate -s 64G /proc/self/fd/1; echo; seq 1 2000",
      });
      await untilEnded(server, ["huge"]);
      await opens(page, logPage("huge"));
      await sees(wroteLine(page, "huge", "2000"));

      await page.getByRole("searchbox", { name: "Search" }).fill("needle");
      await sees(status(page).getByText(/so far, \d+ % read/));
      await page.getByRole("button", { name: "Cancel" }).click();

      await sees(status(page).getByText("0 hits, search canceled"));
    },
  );

  await stage.scene(
    "a task in the queue says so, and its log begins when it does",
    async ({ page, server }) => {
      await using gate = await aGate();
      await queue(
        server,
        { id: "holder", command: gate.wait, gpus: 1 },
        {
          id: "waiter",
          command: `printf '10 %%\\r\\033[32m20 %%\\033[0m\\n'; ${gate.wait}`,
          gpus: 1,
        },
      );
      await opens(page, logPage("waiter"));
      await sees(page.getByText("This task is queued."));
      await sees(page.getByText("Place 1 of 1 in the queue: needs 1 GPU"));

      await gate.open();

      await sees(wroteLine(page, "waiter", "20 %"));
      await seesNo(page.getByText("Place 1 of 1"));
      assertEquals(await page.locator(".ll", { hasText: /^10 %/ }).count(), 0);
    },
  );
});
