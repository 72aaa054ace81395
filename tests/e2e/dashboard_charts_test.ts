import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { opens, queue } from "./asking.ts";
import { aStage, DESKTOP, PHONE, sees, seesNo } from "./stage.ts";

const TITLES = [
  "CPU",
  "RAM",
  "GPU load",
  "GPU memory",
  "GPU power",
  "GPU temperature",
];

function canvases(page: Page) {
  return page.locator(".charts canvas");
}

/** Resolves once a line of that color stands in the chart, or none does. */
async function seesColor(page: Page, title: string, token: string) {
  await page.waitForFunction(inkOf, { title, token, isThere: true });
}

async function seesNoColor(page: Page, title: string, token: string) {
  await page.waitForFunction(inkOf, { title, token, isThere: false });
}

/** Runs in the page: looks for a theme's color among a chart's pixels. */
function inkOf(
  asked: { title: string; token: string; isThere: boolean },
): boolean {
  const figure = [...document.querySelectorAll("figure")].find((one) =>
    one.querySelector("figcaption span")?.textContent === asked.title
  );
  const canvas = figure?.querySelector("canvas");
  if (!canvas || canvas.width === 0) return false;
  const color = getComputedStyle(document.documentElement)
    .getPropertyValue(`--${asked.token}`).trim();
  const wanted = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const { data } = canvas.getContext("2d")!
    .getImageData(0, 0, canvas.width, canvas.height);
  let found = false;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3]! < 128) continue; // Half of a pixel is a line's edge.
    found ||= wanted.every((part, i) => Math.abs(part - data[at + i]!) < 12);
  }
  return found === asked.isThere;
}

/** Runs in the page: tells whether a chart is as wide as its place. */
function fitsItsPlace(): boolean {
  const [canvas, plot] = ["canvas", ".plot"]
    .map((one) => document.querySelector(`.charts ${one}`)!)
    .map((one) => Math.round(one.getBoundingClientRect().width));
  return canvas === plot;
}

Deno.test("the charts of the dashboard", async (test) => {
  await using stage = await aStage(test, { gpus: 2 });
  // Two idle GPUs would draw one line over the other.
  await queue(stage.server, { id: "busy", command: "sleep 600", gpus: 1 });

  await stage.scene(
    "come after the first paint",
    async ({ page }) => {
      await page.goto("/home");
      await canvases(page).nth(TITLES.length - 1).waitFor();

      const painted = await page.evaluate(() => {
        const [paint] = performance.getEntriesByName("first-contentful-paint");
        const chart = performance.getEntriesByType("resource")
          .find(({ name }) => name.includes("/HistoryPanel"));
        return { paintMs: paint!.startTime, chartMs: chart!.startTime };
      });
      assert(painted.chartMs > painted.paintMs, JSON.stringify(painted));
    },
  );

  await stage.scene("show six panels with their lines", async ({ page }) => {
    await opens(page, "/home");

    const captions = page.locator(".charts figcaption span");
    await sees(captions.nth(TITLES.length - 1)); // They come late.
    assertEquals(await captions.allTextContents(), TITLES);
    await seesColor(page, "CPU", "accent");
    await seesColor(page, "GPU power", "accent");
    await seesColor(page, "GPU power", "warn");
  });

  await stage.scene("hide a GPU in all of them at once", async ({ page }) => {
    await opens(page, "/home");
    await seesColor(page, "GPU power", "warn");
    await seesColor(page, "GPU temperature", "warn");

    await page.getByRole("button", { name: "GPU 1", exact: true }).click();
    await seesNoColor(page, "GPU power", "warn");
    await seesNoColor(page, "GPU temperature", "warn");
    await seesColor(page, "GPU power", "accent");
    await page.reload();
    await seesColor(page, "GPU power", "accent");
    await seesNoColor(page, "GPU power", "warn");

    await page.getByRole("button", { name: "Show all" }).click();
    await seesColor(page, "GPU power", "warn");
  });

  await stage.scene(
    "live through a window that becomes a phone's and a desk's again",
    async ({ page }) => {
      await opens(page, "/home");
      await seesColor(page, "GPU power", "accent");

      await page.setViewportSize(PHONE);
      await seesNo(page.getByRole("heading", { name: "History" }));
      await canvases(page).first().waitFor({ state: "detached" });
      await page.setViewportSize(DESKTOP);

      await sees(page.getByRole("heading", { name: "History" }));
      await seesColor(page, "GPU power", "accent");
      await page.setViewportSize({ width: 900, height: 800 });
      await seesColor(page, "GPU power", "accent");
      // A chart follows its place a moment later: the observer's, then a frame.
      await page.waitForFunction(fitsItsPlace);
    },
  );

  await stage.scene("take the colors of the other theme", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light" });
    await opens(page, "/home");
    await seesColor(page, "GPU power", "accent");
    const light = await accentOf(page);

    await page.getByRole("button", { name: /light and dark/ }).click();
    await seesColor(page, "GPU power", "accent");

    assert(await accentOf(page) !== light);
  });

  await stage.scene("tell every value under the pointer", async ({ page }) => {
    await opens(page, "/home");
    await seesColor(page, "GPU load", "accent");

    const plot = page.locator(".charts figure", { hasText: "GPU load" })
      .locator(".plot");
    const { width } = (await plot.boundingBox())!;
    await plot.hover({ position: { x: width - 2, y: 40 } });

    const tip = plot.locator(".tip");
    await sees(tip.getByText("GPU 0"));
    await sees(tip.getByText("GPU 1"));
    assertEquals(await page.locator(".charts .cross").count(), TITLES.length);
    await page.mouse.move(0, 0);
    await seesNo(tip);
  });

  await stage.scene(
    "rest while the page is out of sight, and then show what came meanwhile",
    async ({ page }) => {
      await opens(page, "/home");
      await seesColor(page, "GPU power", "accent");
      await setHidden(page, true);
      await powerChanges(page); // What was being drawn is drawn by then.
      const before = await pictureOf(page);

      // What does not rest goes on: the words above a chart.
      for (let change = 0; change < 2; change++) await powerChanges(page);

      assertEquals(await pictureOf(page), before);
      await setHidden(page, false);
      await page.waitForFunction(
        (before) =>
          [...document.querySelectorAll<HTMLCanvasElement>(".charts canvas")]
            .map((canvas) => canvas.toDataURL()).join() !== before,
        before,
      );
    },
  );

  await stage.scene(
    "say why there are none, and try again when asked to",
    async ({ page }) => {
      await page.route("**/api/v1/histories*", (route) => route.abort());
      await opens(page, "/home");
      await sees(page.getByRole("alert").getByText(/No curves yet/));

      await page.unroute("**/api/v1/histories*");
      await page.getByRole("button", { name: "Try again" }).click();

      await seesColor(page, "GPU power", "accent");
      await seesNo(page.getByText(/No curves yet/));
    },
    { mayReport: /ERR_FAILED/ },
  );

  await stage.scene("are not loaded on a phone", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));

    await opens(page, "/home");

    // The feed, which came later than the charts would have, has spoken.
    assertEquals(await canvases(page).count(), 0);
    assertEquals(asked.filter((url) => url.includes("/HistoryPanel")), []);
    await seesNo(page.getByRole("heading", { name: "History" }));
  }, { viewport: PHONE });

  await stage.scene(
    "leave curves to those without a script",
    async ({ page }) => {
      await page.goto("/home");

      await seesNo(page.getByRole("heading", { name: "History" }));
      await sees(page.getByRole("img", { name: /Load of GPU 0/ }));
    },
    { javaScript: false },
  );
});

function accentOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--accent")
  );
}

/** Does as a browser does when the tab goes behind another, or comes back. */
async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", {
      configurable: true,
      get: () => isHidden,
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}

/** All charts as they are drawn. */
function pictureOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>(".charts canvas")]
      .map((canvas) => canvas.toDataURL()).join()
  );
}

/** Resolves once the present power is another. */
async function powerChanges(page: Page): Promise<void> {
  const words = page.locator(".charts figure", { hasText: "GPU power" })
    .locator("figcaption b");
  const before = await words.textContent();
  await page.waitForFunction(
    (before) =>
      [...document.querySelectorAll(".charts figcaption")].some((caption) =>
        caption.textContent!.startsWith("GPU power") &&
        !caption.textContent!.endsWith(before!)
      ),
    before,
  );
}
