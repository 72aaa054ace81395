import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";
import type { TestServer } from "./server.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A real Chromium without a window. */
export interface TestBrowser extends AsyncDisposable {
  readonly browser: Browser;
}

/** A page in a profile of its own. */
export interface TestPage extends AsyncDisposable {
  readonly page: Page;
  /** Errors that the page reported: exceptions, and lines on its console. */
  readonly problems: readonly string[];
}

/** How a test wants its page. */
export interface PageOptions {
  /** `false` shows what those without JavaScript see. */
  readonly javaScript?: boolean;
  /** `false` leaves the visitor unknown. */
  readonly signedIn?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A screen for fingers. */
  readonly touch?: boolean;
  /** Goes with every request, from the first. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts the Chromium that is on `PATH`. */
export async function aBrowser(): Promise<TestBrowser> {
  const executablePath = await findChromium();
  if (executablePath === null) {
    throw new Error("Cannot start Chromium: none is on PATH");
  }
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: FLAGS,
  });
  return { browser, [Symbol.asyncDispose]: () => browser.close() };
}

/** Opens the server's first page, by the sign-in link unless told otherwise. */
export async function aPage(
  { browser }: TestBrowser,
  server: Pick<TestServer, "url" | "token">,
  options: PageOptions = {},
): Promise<TestPage> {
  const { javaScript = true, signedIn = true, touch = false, headers = {} } =
    options;
  const { viewport } = options;
  const context = await browser.newContext({
    baseURL: `${server.url}/`, // It may be below a path of its host.
    ignoreHTTPSErrors: true,
    javaScriptEnabled: javaScript,
    hasTouch: touch,
    isMobile: touch,
    extraHTTPHeaders: { ...headers },
    ...viewport === undefined ? {} : { viewport },
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(
    signedIn ? `./?token=${encodeURIComponent(server.token)}` : "./",
  );
  return { page, problems, [Symbol.asyncDispose]: () => context.close() };
}
