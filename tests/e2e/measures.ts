import { assert } from "@std/assert";
import type { Browser, CDPSession, Page } from "playwright-core";

/** A script that a page took, as it came over the wire. */
export interface Script {
  readonly name: string;
  /** Without its headers. */
  readonly bytes: number;
  /** From the start of the navigation. */
  readonly askedAtMs: number;
  /** Whether the page had shown something before it asked for this. */
  readonly afterPaint: boolean;
}

/** How often a figure is taken before it counts: machines are busy at times. */
const ATTEMPTS = 16;

/** Prints a figure beside its budget, so that a slow drift can be seen. */
export function tell(what: string, figure: number, unit: string): void {
  const shown = String(Number(figure.toPrecision(3)));
  const line = `    ${what}: ${shown} ${unit}\n`;
  Deno.stderr.writeSync(new TextEncoder().encode(line));
}

/** Prints a figure, and fails where it is beyond its budget. */
export function assertWithin(
  what: string,
  figure: number,
  most: number,
  unit: string,
) {
  tell(what, figure, `${unit} of ${most}`);
  assert(figure <= most, `${what}: ${figure} ${unit}, more than ${most}`);
}

/** The least of a few attempts, the first that is within the budget. */
export async function best(
  budget: number,
  attempt: () => Promise<number>,
): Promise<number> {
  let least = Infinity;
  for (let tries = 0; tries < ATTEMPTS && least > budget; tries++) {
    least = Math.min(least, await attempt());
  }
  return least;
}

/**
 * Makes a browser ask for gzip alone: over HTTPS it would take Brotli. From its
 * first page on, or what pages share would be kept as Brotli.
 */
export const GZIP_ALONE = { "accept-encoding": "gzip" } as const;

/** The scripts that the page has taken until now. */
export function scriptsOn(page: Page): Promise<readonly Script[]> {
  return page.evaluate(() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const entries = performance.getEntriesByType("resource");
    return (entries as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .map(({ name, encodedBodySize: bytes, startTime }) => ({
        name: new URL(name).pathname.split("/").at(-1)!,
        bytes,
        askedAtMs: startTime,
        afterPaint: paint !== undefined && startTime > paint.startTime,
      }));
  });
}

/** When the page first showed something, from the start of the navigation. */
export function firstContentMs(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const name = "first-contentful-paint";
    for (;;) {
      const [paint] = performance.getEntriesByName(name);
      if (paint !== undefined) return paint.startTime;
      await new Promise(requestAnimationFrame);
    }
  });
}

/**
 * How long the slowest input took from the hand to the next picture, as
 * Event Timing measures it (in steps of 8 ms).
 */
export async function slowestInputMs(
  page: Page,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(() => {
    const heard: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) heard.push(duration);
    });
    observer.observe({ type: "event", durationThreshold: 16 } as never);
    Object.assign(globalThis, { heardInputs: { heard, observer } });
  });
  await act();
  return await page.evaluate(async () => {
    // An entry is there once the picture after it has been shown.
    for (let frames = 0; frames < 3; frames++) {
      await new Promise(requestAnimationFrame);
    }
    await new Promise((resolve) => requestIdleCallback(resolve));
    const { heardInputs } = globalThis as unknown as {
      heardInputs: { heard: number[]; observer: PerformanceObserver };
    };
    const late = heardInputs.observer.takeRecords();
    heardInputs.observer.disconnect();
    return Math.max(
      0,
      ...heardInputs.heard,
      ...late.map(({ duration }) => duration),
    );
  });
}

/** How far the page has moved under the reader's eyes, as Chromium adds up. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() =>
    new Promise<number>((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          sum += (entry as unknown as { value: number }).value;
        }
      }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => setTimeout(() => resolve(sum)));
    })
  );
}

/** The scripts' heap once nothing is left in it that could be let go. */
export async function heapMB(page: Page): Promise<number> {
  const debug: CDPSession = await page.context().newCDPSession(page);
  await debug.send("HeapProfiler.enable");
  await debug.send("HeapProfiler.collectGarbage");
  await debug.send("HeapProfiler.collectGarbage");
  const { usedSize } = await debug.send("Runtime.getHeapUsage");
  await debug.detach();
  return usedSize / 1e6;
}

/**
 * What the processes that draw pages have for themselves alone: all of the
 * tab but the program's own text, which they share (proc(5), smaps_rollup).
 */
export async function privateMB(browser: Browser): Promise<number> {
  const debug = await browser.newBrowserCDPSession();
  const { processInfo } = await debug.send("SystemInfo.getProcessInfo");
  await debug.detach();
  let most = 0;
  for (const { type, id } of processInfo) {
    if (type !== "renderer") continue;
    const rollup = await Deno.readTextFile(`/proc/${id}/smaps_rollup`)
      .catch(() => ""); // That of a page before may have ended meanwhile.
    const kilobytes = /^Private_Dirty:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0;
    most = Math.max(most, Number(kilobytes) * 1024 / 1e6);
  }
  assert(most > 0, "no process draws a page");
  return most;
}

/** The longest that the page kept a person waiting for its next picture. */
export async function longestFrameMs(
  page: Page,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(() => {
    const frames = { longestMs: 0, isOver: false };
    Object.assign(globalThis, { frames });
    let lastMs = performance.now();
    const look = (nowMs: number) => {
      frames.longestMs = Math.max(frames.longestMs, nowMs - lastMs);
      lastMs = nowMs;
      if (!frames.isOver) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await act();
  const longestMs = await page.evaluate(() => {
    const { frames } = globalThis as unknown as {
      frames: { longestMs: number; isOver: boolean };
    };
    frames.isOver = true;
    return frames.longestMs;
  });
  assert(longestMs > 0, "the page drew no picture");
  return longestMs;
}
