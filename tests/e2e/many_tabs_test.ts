import { assertEquals } from "@std/assert";
import type { BrowserContext, Page } from "playwright-core";
import { opens, queue } from "./asking.ts";
import { aStage, sees, seesNo } from "./stage.ts";

/** However a browser calls it that nobody answers. */
const CUT = /net::ERR_|status of 401/;
const FEED = "/api/v1/events";

/** The addresses at which the tabs of a browser open the feed. */
function feedsOf(context: BrowserContext): string[] {
  const opened: string[] = [];
  context.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname === FEED) opened.push(search);
  });
  return opened;
}

async function anotherTab(page: Page): Promise<Page> {
  const tab = await page.context().newPage();
  await opens(tab, "/home");
  return tab;
}

function endedRow(page: Page, id: string) {
  return page.getByRole("region", { name: "Just ended" })
    .getByRole("link", { name: id });
}

/** What each tab shows of an id: one row, not two. */
async function rowsIn(tabs: readonly Page[], id: string): Promise<number[]> {
  for (const tab of tabs) await sees(endedRow(tab, id));
  return await Promise.all(tabs.map((tab) => endedRow(tab, id).count()));
}

Deno.test("the tabs of a browser share one feed", async (test) => {
  await using stage = await aStage(test, {
    gpus: 1,
    config: { RECOVERY_mode: "auto" },
  });

  await stage.scene(
    "three tabs have one connection, and another goes on when its tab closes",
    async ({ page, server }) => {
      const feeds = feedsOf(page.context());
      await opens(page, "/home");
      const second = await anotherTab(page);
      const third = await anotherTab(page);
      await queue(server, { id: "first", command: "true" });
      assertEquals(await rowsIn([page, second, third], "first"), [1, 1, 1]);
      const opened = feeds.splice(0);

      await page.close();
      await queue(server, { id: "after", command: "true" });

      assertEquals(await rowsIn([second, third], "after"), [1, 1]);
      assertEquals(await rowsIn([second, third], "first"), [1, 1]);
      assertEquals(opened.length, 1);
      assertEquals(feeds.length, 1);
      assertEquals(feeds[0]!.startsWith("?last_id="), true);
    },
  );

  await stage.scene(
    "a tab that a person sees takes over from one that sleeps",
    async ({ page, server }) => {
      const feeds = feedsOf(page.context());
      await opens(page, "/home");
      const second = await anotherTab(page);
      const protocol = await page.context().newCDPSession(page);
      assertEquals(feeds.splice(0).length, 1);

      // As a browser does it to a tab that nobody looks at: nothing runs.
      await protocol.send("Debugger.enable");
      await protocol.send("Debugger.pause");
      await queue(server, { id: "meanwhile", command: "true" });

      assertEquals(await rowsIn([second], "meanwhile"), [1]);
      assertEquals(feeds.length, 1);
      await protocol.send("Debugger.disable");
      assertEquals(await rowsIn([page, second], "meanwhile"), [1, 1]);
      await queue(server, { id: "awake", command: "true" });
      assertEquals(await rowsIn([page, second], "awake"), [1, 1]);
      assertEquals(feeds.length, 1);
    },
  );

  await stage.scene(
    "every tab says that it is cut off, or signed out, and is live again",
    async ({ page }) => {
      await opens(page, "/home");
      const tabs = [page, await anotherTab(page), await anotherTab(page)];
      const cookies = await page.context().cookies();

      await stage.kill();
      for (const tab of tabs) await sees(tab.getByText("Connection lost."));
      await page.context().clearCookies();
      await stage.again();
      for (const tab of tabs) await sees(tab.getByText("Signed out."));
      const link = page.getByRole("link", { name: "Sign in" });
      assertEquals(await link.getAttribute("href"), "login?to=%2Fhome");
      await page.context().addCookies(cookies);

      for (const tab of tabs) {
        await seesNo(tab.getByText("Signed out."));
        await sees(tab.locator(".live", { hasText: /^Live$/ }));
      }
    },
    { mayReport: CUT },
  );
});
