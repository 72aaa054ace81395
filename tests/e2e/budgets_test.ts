import { assert } from "@std/assert";
import type { Page } from "playwright-core";
import { grouped } from "../../scheduler/view/words.ts";
import { taskOn, untilBoard } from "../helpers/board.ts";
import { aLongPast } from "../helpers/long_history.ts";
import { logPage, opens, queue } from "./asking.ts";
import {
  assertWithin,
  best,
  firstContentMs,
  GZIP_ALONE,
  heapMB,
  layoutShift,
  type Script,
  scriptsOn,
  slowestInputMs,
  tell,
} from "./measures.ts";
import { aReplayedFeed } from "./replayed_feed.ts";
import { aStage, SCREENS, sees } from "./stage.ts";

/** Gzip, before anyone has touched the page. */
const SCRIPT_KB = 30;
/** The charts, on top, once something was shown. */
const CHART_KB = 60;
const FIRST_CONTENT_MS = 400;
const INPUT_MS = 100;
const HEAP_GROWTH_MB = 10;
/** A tenth of what counts as good (web.dev, Cumulative Layout Shift). */
const SHIFT = 0.02;
const HALF_AN_HOUR_S = 1_800;
const PIECE_S = 90;

const LONG_PAST = { ended: 10_000, queued: 200 };
/** What paints output, on top, where it is painted. */
const TERMINAL_KB = 4.1;

/** A log of a failure looks for it by itself. */
const BROKEN = { id: "broken", command: "echo 'ValueError: nan'; exit 1" };

/** Each page, and what its scripts may weigh. */
const PAGES: readonly [path: string, kilobytes: number][] = [
  ["/home", SCRIPT_KB],
  ["/create_task", SCRIPT_KB],
  ["/queue", SCRIPT_KB],
  ["/ongoing_task", SCRIPT_KB + TERMINAL_KB],
  ["/completed_task", SCRIPT_KB],
  ["/recovery", SCRIPT_KB],
  ["/tags", SCRIPT_KB],
  ["/gpus", SCRIPT_KB],
  ["/people", SCRIPT_KB],
  [logPage("vit-b16-imagenet-10000"), SCRIPT_KB + TERMINAL_KB],
  [logPage(BROKEN.id), SCRIPT_KB + TERMINAL_KB],
  ["/login", SCRIPT_KB],
];

function kilobytes(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
}

function assertFew(
  path: string,
  scripts: readonly Script[],
  most: number,
): void {
  const fromMs = scripts.find(({ name }) => name.startsWith("HistoryPanel"))
    ?.askedAtMs ?? Infinity;
  // They bring along what they share with other pages.
  const isOfCharts = ({ askedAtMs }: Script) => askedAtMs >= fromMs;
  const common = scripts.filter((one) => !isOfCharts(one));
  const charts = scripts.filter(isOfCharts);
  assertWithin(`${path} scripts`, kilobytes(common), most, "KB");
  if (charts.length === 0) return;
  assertWithin(`${path} charts`, kilobytes(charts), CHART_KB, "KB");
  assert(charts.every(({ afterPaint }) => afterPaint), "charts before paint");
}

/** Opens a page and waits until it has all that it takes by itself. */
async function settles(page: Page, path: string): Promise<void> {
  if (path === "/login") await page.goto(path);
  else await opens(page, path);
  // The last that a page takes by itself, when it has nothing else to do.
  if (path !== "/login") await page.waitForFunction(hasBackground);
  const hasCharts = path === "/home" && page.viewportSize()!.width > 1_000;
  if (hasCharts) await sees(page.locator(".charts canvas"));
  if (path === logPage(BROKEN.id)) await sees(page.locator(".ll.er"));
}

/** Runs in the page. */
function hasBackground(): boolean {
  return performance.getEntriesByType("resource")
    .some(({ name }) => /\/background-\w+\.js$/.test(name));
}

/** Opens anew in a tab that knows nothing yet, and asks it for a figure. */
async function anew(
  page: Page,
  path: string,
  figure: (page: Page) => Promise<number>,
): Promise<number> {
  await page.goto(path, { waitUntil: "load" });
  return await figure(page);
}

Deno.test("pages stay within their budgets with 10,000 ended tasks", async (test) => {
  await using stage = await aStage(test, {
    gpus: 8,
    past: aLongPast(LONG_PAST),
  });
  await queue(stage.server, BROKEN);
  await untilBoard(
    stage.server,
    (board) => taskOn(board, BROKEN.id)?.state === "failed",
  );

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await stage.scene(
      `pages take few scripts, and nothing on them jumps, on ${screen}`,
      async ({ page }) => {
        for (const [path, most] of PAGES) {
          const visit = () => settles(page, path);
          await visit();
          assertFew(path, await scriptsOn(page), most);
          const shift = await layoutShift(page);
          const least = shift <= SHIFT ? shift : await best(SHIFT, async () => {
            await visit();
            return await layoutShift(page);
          });
          assertWithin(`${path} shift`, least, SHIFT, "");
        }
      },
      { viewport, headers: GZIP_ALONE, newProfile: true },
    );
  }

  await stage.scene("first content", async ({ page }) => {
    for (const path of ["/home", "/completed_task"]) {
      const ms = await best(
        FIRST_CONTENT_MS,
        () => anew(page, path, firstContentMs),
      );
      assertWithin(`${path} first content`, ms, FIRST_CONTENT_MS, "ms");
    }
  });

  await stage.scene("the answer to a click", async ({ page }) => {
    await opens(page, "/home");
    const press = (name: string) =>
      page.getByRole("button", { name, exact: true }).click();
    const onHome = await best(INPUT_MS, () =>
      slowestInputMs(page, async () => {
        await press("3 d");
        await press("12 h");
        await page.getByRole("switch").first().click();
        await page.getByRole("switch").first().click();
      }));
    assertWithin("/home click", onHome, INPUT_MS, "ms");

    await opens(page, "/completed_task");
    const box = page.getByRole("checkbox", { name: /^Select / });
    const onCompleted = await best(
      INPUT_MS,
      () =>
        slowestInputMs(page, async () => {
          await box.nth(1).click();
          await box.nth(2).click();
        }),
    );
    assertWithin("/completed_task click", onCompleted, INPUT_MS, "ms");
  });

  await stage.scene("half an hour of the feed", async ({ page, server }) => {
    await using feed = await aReplayedFeed(server);
    // In pieces, for a page draws but once what comes within a frame.
    const replay = async (seconds: number) => {
      for (let rest = seconds; rest > 0; rest -= PIECE_S) {
        const queued = feed.play(Math.min(rest, PIECE_S));
        await sees(page.getByRole("navigation").getByText(grouped(queued)));
      }
    };
    for (const path of ["/home", "/completed_task"]) {
      await opens(page, feed.url + path);
      await replay(HALF_AN_HOUR_S / 6); // What is made once is made now.
      const before = await heapMB(page);
      await replay(HALF_AN_HOUR_S);
      const growth = await heapMB(page) - before;
      tell(`${path} heap before`, before, "MB");
      assertWithin(`${path} heap growth`, growth, HEAP_GROWTH_MB, "MB");
    }
  });
});
