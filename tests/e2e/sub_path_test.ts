import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { aBrowser, aPage } from "../helpers/browser.ts";
import { aGate } from "../helpers/gate.ts";
import { aServer } from "../helpers/server.ts";
import { standingOf, toast, wroteLine } from "./asking.ts";
import { sees } from "./stage.ts";

const BASE = "/lab/ant";
const PAGES = {
  "home": "Dashboard",
  "create_task": "Create",
  "queue": "Queue",
  "ongoing_task": "Ongoing",
  "completed_task": "Completed",
  "recovery": "Restore tasks",
  "gpus": "GPUs",
  "tags": "Tags",
  "people": "People",
} as const;

/** A reverse proxy as an administrator sets one up, for one path of a host. */
interface Proxy extends AsyncDisposable {
  /** Where the server is for browsers, without a slash at the end. */
  readonly url: string;
  /** Paths that were asked for and are not below the base path. */
  readonly outside: readonly string[];
}

/** `strips` leaves the base path out of what the server is asked. */
function aProxy(target: string, strips: boolean): Proxy {
  const outside: string[] = [];
  const server = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: 0,
      onListen: () => {},
      // A browser leaves its feed when it leaves the page.
      onError: () => new Response(null, { status: 502 }),
    },
    async (request) => {
      const { pathname, search, host } = new URL(request.url);
      if (pathname !== BASE && !pathname.startsWith(`${BASE}/`)) {
        outside.push(pathname);
        return new Response("another program's", { status: 404 });
      }
      const path = strips ? pathname.slice(BASE.length) || "/" : pathname;
      const headers = new Headers(request.headers);
      headers.set("host", host);
      const { method, body, signal } = request;
      const asked = { method, headers, body, signal };
      return await fetch(target + path + search, {
        ...asked,
        redirect: "manual",
      });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}${BASE}`,
    outside,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

async function opens(page: Page, path: string): Promise<void> {
  await page.goto(path); // Without a slash before it, below the base path.
  await sees(page.locator(".live", { hasText: "Live" }));
}

async function signsIn(page: Page, token: string): Promise<void> {
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
}

Deno.test("a path below a host is enough for the dashboard", async (test) => {
  await using server = await aServer({
    gpus: 2,
    config: { "FRONTEND_base_path": BASE },
  });
  await using browser = await aBrowser();

  for (const strips of [false, true]) {
    const how = strips ? "takes it away" : "passes it on";
    await test.step({
      name: `no request leaves the path, behind a proxy that ${how}`,
      sanitizeOps: false, // The server and the browser were there before.
      sanitizeResources: false,
      async fn() {
        await using gate = await aGate();
        await using proxy = aProxy(server.url, strips);
        const visitor = { url: proxy.url, token: server.token };
        await using opened = await aPage(browser, visitor, { signedIn: false });
        const { page, problems } = opened;
        const id = `runs-${strips}`;

        await page.goto("completed_task?sort=name-az");
        await signsIn(page, server.token);
        await sees(page.getByRole("heading", { name: "Completed" }));
        assertEquals(page.url(), `${proxy.url}/completed_task?sort=name-az`);
        for (const [path, title] of strips ? [] : Object.entries(PAGES)) {
          await opens(page, path);
          await sees(page.getByRole("heading", { name: title, exact: true }));
        }
        await page.goto("home/");
        assertEquals(page.url(), `${proxy.url}/home`);

        await opens(page, "create_task");
        await page.getByLabel("Task ID").fill(id);
        const command = page.getByLabel("Command", { exact: true });
        await command.fill(`echo at work; ${gate.wait}; echo done`);
        await page.getByRole("button", { name: "Queue task" }).click();
        await sees(toast(page, "1 task queued"));
        await page.getByRole("navigation", { name: "Pages" })
          .getByRole("link", { name: /Ongoing/ }).click();
        const card = page.getByRole("region", { name: id });
        await sees(card.getByText("Running"));
        await card.getByRole("link", { name: id, exact: true }).click();
        await sees(wroteLine(page, id, "at work"));
        await gate.open();
        await sees(standingOf(page).getByText("Succeeded"));

        await opens(page, "home");
        const heard = page.waitForRequest(/end_watch/);
        const other = await page.context().newPage();
        await other.goto("login");
        await other.evaluate(() => {
          const wish = JSON.stringify({ all: true, ids: [] });
          localStorage.setItem("lab/ant/ant.tell_ends", wish);
        });
        await heard; // What another tab remembers below the path.
        await other.close();
        assertEquals([proxy.outside, problems], [[], []]);
        await page.keyboard.press("Control+k");
        await page.getByRole("combobox").fill("sign out");
        await page.getByRole("option", { name: "Sign out" }).click();
        await sees(page.getByLabel("Token"));
        assertEquals(page.url(), `${proxy.url}/login`);
        // The page may ask once more before it goes, and is turned down.
        const others = problems.filter((one) => !/status of 401/.test(one));
        assertEquals([proxy.outside, others], [[], []]);
        await page.close(); // And with it its feed, before the proxy.
      },
    });
  }
});
