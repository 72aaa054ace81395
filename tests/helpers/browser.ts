import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
} from "playwright-core";
import { findChromium } from "./chromium.ts";
import type { TestServer } from "./server.ts";

/** A busy machine takes its time to start a browser. */
const START_MS = 3 * 60_000;

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
  /** Profiles that can be had again, by what they are for. */
  readonly profiles: Map<string, Profile>;
}

/** What a browser remembers for those who share it. */
interface Profile {
  readonly context: BrowserContext;
  /** Stays open, to clear up after others. */
  readonly keeper: Page;
}

/** A page, and a profile in which nobody else has left anything. */
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
  /**
   * Wants a profile that has no page's scripts and styles in its cache, or
   * one that it changes for good.
   */
  readonly newProfile?: boolean;
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
    timeout: START_MS,
  });
  return {
    browser,
    profiles: new Map(),
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

/**
 * Opens an empty page, signed in by the link unless told otherwise. The link
 * is followed behind the page's back: what it leads to nobody waits for.
 */
export async function aPage(
  browser: TestBrowser,
  server: Pick<TestServer, "url" | "token">,
  options: PageOptions = {},
): Promise<TestPage> {
  const { signedIn = true, newProfile = false, viewport } = options;
  const profile = await aProfile(browser, server.url, options);
  const { context } = profile;
  const page = await context.newPage();
  if (viewport !== undefined) await page.setViewportSize(viewport);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  if (signedIn) await signIn(context, server.token);
  const close = () => newProfile ? context.close() : empty(profile, server.url);
  return { page, problems, [Symbol.asyncDispose]: close };
}

async function aProfile(
  { browser, profiles }: TestBrowser,
  url: string,
  options: PageOptions,
): Promise<Profile> {
  const { javaScript = true, touch = false, headers = {} } = options;
  const { newProfile = false } = options;
  const purpose = JSON.stringify([url, javaScript, touch, headers]);
  const known = newProfile ? undefined : profiles.get(purpose);
  if (known !== undefined) return known;
  const context = await browser.newContext({
    baseURL: `${url}/`, // It may be below a path of its host.
    ignoreHTTPSErrors: true,
    javaScriptEnabled: javaScript,
    hasTouch: touch,
    isMobile: touch,
    extraHTTPHeaders: { ...headers },
  });
  const made = { context, keeper: await context.newPage() };
  if (!newProfile) profiles.set(purpose, made);
  return made;
}

async function signIn(context: BrowserContext, token: string): Promise<void> {
  const answer = await context.request.get(
    `./?token=${encodeURIComponent(token)}`,
    { headers: { accept: "text/html" }, maxRedirects: 0 },
  );
  if (answer.status() < 400) return;
  throw new Error(`Cannot sign in: ${await answer.text()}`);
}

/** Leaves nothing in a profile but its cache, which makes pages come sooner. */
async function empty(
  { context, keeper }: Profile,
  url: string,
): Promise<void> {
  for (const page of context.pages()) if (page !== keeper) await page.close();
  const debug = await context.newCDPSession(keeper);
  const storage = { origin: new URL(url).origin, storageTypes: "all" };
  await debug.send("Storage.clearDataForOrigin", storage);
  await debug.detach();
  await context.clearCookies();
  await context.clearPermissions();
}
