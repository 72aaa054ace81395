import { assertEquals } from "@std/assert";
import type { Locator, Page } from "playwright-core";
import {
  aBrowser,
  aPage,
  type PageOptions,
  type TestBrowser,
  type TestPage,
} from "../helpers/browser.ts";
import {
  aServer,
  type ServerOptions,
  type TestServer,
} from "../helpers/server.ts";

/** A desk and a phone: what every main flow is done on. */
export const DESKTOP = { width: 1440, height: 900 };
/** As wide as most phones are. */
export const PHONE = { width: 390, height: 844 };
/** Both, by the word that a scene's name says. */
export const SCREENS = { "a desktop": DESKTOP, "a phone": PHONE } as const;

/** Shared machines are slow at times; nothing waits this long for nothing. */
const PATIENCE_MS = 60_000;
const SHOTS = new URL("../../coverage/e2e", import.meta.url).pathname;

/** What a scene may want beside its page. */
export interface SceneOptions extends PageOptions {
  /** What the browser may report without failing the scene. */
  readonly mayReport?: RegExp;
}

/** What a scene is given. */
export interface Scene {
  readonly page: Page;
  readonly server: TestServer;
  /** What the page reported until now. */
  readonly problems: readonly string[];
}

/** A server and a browser that the scenes of one test share. */
export interface Stage extends AsyncDisposable {
  readonly server: TestServer;
  readonly browser: TestBrowser;
  /**
   * Plays one scene as a step of the test, on a page of its own. What fails
   * tells with a picture and the server's words; so does a page that reports
   * an error, unless the scene expects it.
   */
  scene(
    name: string,
    act: (scene: Scene) => Promise<void>,
    options?: SceneOptions,
  ): Promise<void>;
  /** Kills the server without a word; {@linkcode Stage.again} brings it back. */
  kill(): Promise<void>;
  /** Starts the server again where it was. */
  again(): Promise<void>;
}

/** Opens the stage for a test. */
export async function aStage(
  test: Deno.TestContext,
  options: ServerOptions = {},
): Promise<Stage> {
  const browser = await aBrowser();
  const servers = [await aServer(options)];
  const server = () => servers.at(-1)!;
  return {
    get server() {
      return server();
    },
    browser,
    async scene(name, act, { mayReport, ...wanted } = {}) {
      await test.step({
        name,
        // The stage was there before the step and stays: the test itself
        // looks for leaks.
        sanitizeOps: false,
        sanitizeResources: false,
        async fn() {
          const pageOptions = { viewport: DESKTOP, ...wanted };
          await using opened = await aPage(browser, server(), pageOptions);
          opened.page.setDefaultTimeout(PATIENCE_MS);
          try {
            await act({ ...opened, server: server() });
            assertQuiet(opened.problems, mayReport);
          } catch (error) {
            throw await withWitness(name, opened, server(), error);
          }
        },
      });
    },
    kill: () => server().kill(),
    async again() {
      servers.push(await server().again());
    },
    async [Symbol.asyncDispose]() {
      await browser[Symbol.asyncDispose]();
      for (const one of servers.toReversed()) await one[Symbol.asyncDispose]();
    },
  };
}

/** Resolves once this is to be seen. */
export async function sees(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: "visible", timeout: PATIENCE_MS });
}

/** Resolves once this is not to be seen, or not any more. */
export async function seesNo(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: "hidden", timeout: PATIENCE_MS });
}

/**
 * Resolves once these are the rows, in this order: a page that comes, or that
 * waits for an answer, may show others before.
 */
export async function seesRows(
  rows: Locator,
  words: readonly string[],
): Promise<void> {
  for (const [place, word] of words.entries()) {
    const whole = new RegExp(`^\\s*${RegExp.escape(word)}\\s*$`);
    await sees(rows.nth(place).filter({ hasText: whole }));
  }
  await seesNo(rows.nth(words.length));
  assertEquals(await rows.allInnerTexts(), words);
}

/** Resolves once what has that name has the focus. */
export async function hasFocus(page: Page, name: string): Promise<void> {
  const named = `:focus[aria-label=${JSON.stringify(name)}]`;
  await page.locator(named)
    .waitFor({ state: "attached", timeout: PATIENCE_MS });
}

/**
 * Presses keys that belong together: at once, so that they do on a machine
 * that is slow to pass them on, too.
 */
export async function pressTogether(
  page: Page,
  ...keys: readonly string[]
): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}

function assertQuiet(problems: readonly string[], mayReport?: RegExp): void {
  const unexpected = problems.filter((one) => !mayReport?.test(one));
  if (unexpected.length === 0) return;
  throw new Error(`The page reported:\n${unexpected.join("\n")}`);
}

/** Adds to an error what was to be seen when it happened. */
async function withWitness(
  name: string,
  { page, problems }: TestPage,
  server: TestServer,
  cause: unknown,
): Promise<Error> {
  const shot = `${SHOTS}/${name.replace(/[^\w]+/g, "_").slice(0, 100)}.png`;
  await Deno.mkdir(SHOTS, { recursive: true });
  const shown = await page.screenshot({ path: shot, timeout: 10_000 })
    .then(() => shot, (error: Error) => `none, ${error.message}`);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    [
      reason,
      `Picture: ${shown}`,
      `Address: ${page.url()}`,
      `The page reported: ${problems.join("; ") || "nothing"}`,
      `The server printed:\n${server.printed()}`,
    ].join("\n"),
    { cause },
  );
}
