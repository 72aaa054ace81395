import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { describe } from "./app/describe.ts";
import { values } from "./app/values.ts";
import { buildApp } from "./build_app.ts";
import { findChromium, launch } from "./chromium.ts";

const executablePath = findChromium();

/** Opens the page of islands in a browser, and fails on anything it reports. */
async function onLivePage(look: (page: Page) => Promise<void>): Promise<void> {
  const app = await buildApp();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    app.handler(),
  );
  const browser = await launch(executablePath!);
  const reports: string[] = [];
  try {
    const page = await browser.newPage();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        reports.push(message.text());
      }
    });
    page.on("pageerror", (error) => reports.push(String(error)));
    await page.goto(`http://127.0.0.1:${server.addr.port}/live`);
    await page.waitForSelector("#values[data-where=browser]");
    await look(page);
    assertEquals(reports, []);
  } finally {
    await browser.close();
    await server.shutdown();
  }
}

function browserTest(name: string, look: (page: Page) => Promise<void>) {
  Deno.test({
    name,
    ignore: executablePath === null,
    fn: () => onLivePage(look),
  });
}

browserTest(
  "islands share a signal, and what follows it stays as it was",
  async (page) => {
    await page.click("#one");
    await page.click("#two");
    await page.click("#slotted");

    const texts = await page.locator("button[id]").allInnerTexts();

    assertEquals(texts, [
      "one at 7",
      "two at 7",
      "still at 30",
      "slotted at 7",
      "inner at 7",
    ]);
  },
);

browserTest(
  "an island's props reach the browser as they were, whatever they are",
  async (page) => {
    const said = await page.innerText("#values");

    assertEquals(said, describe(values));
  },
);

browserTest(
  "a slot keeps its JSX and the islands in it when it is hidden and shown",
  async (page) => {
    const before = await page.innerHTML("#shown .inside");

    await page.click("#shown > button");
    const hidden = await page.locator("#shown .inside").count();
    await page.click("#shown > button");
    const after = await page.innerHTML("#shown .inside");
    await page.click("#slotted");

    assertEquals(hidden, 0);
    // Preact sets the property; the attribute is only its first value.
    assertEquals(after, before.replace(' checked=""', ""));
    assertEquals(await page.isChecked("#shown input"), true);
    assertEquals(await page.innerText("#one"), "one at 4");
  },
);

browserTest(
  "a slot that was not shown at first brings its islands along",
  async (page) => {
    await page.click("#hidden > button");
    await page.click("#late");

    assertEquals(await page.innerText("#late"), "late at 4");
    assertEquals(await page.innerText("#one"), "one at 4");
  },
);

browserTest("an island in a slot comes to life once", async (page) => {
  const marks = await page.evaluate(() =>
    performance.getEntriesByType("mark").map(({ name }) => name).sort()
  );

  assertEquals(marks, ["inner", "one", "slotted", "still"]);
});

browserTest(
  "an island grows in its place, and what is not an island is left alone",
  async (page) => {
    await page.click("#two");

    const order = await page.evaluate(() =>
      [...document.querySelectorAll("main > *")].map(({ id }) => id)
    );

    assertEquals(order, [
      "before",
      "one",
      "two",
      "many",
      "still",
      "shown",
      "hidden",
      "values",
      "inner",
      "after",
    ]);
  },
);
