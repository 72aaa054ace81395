import { chromium } from "playwright-core";

/** A busy machine takes its time to start a browser. */
const START_MS = 3 * 60_000;
const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Where Chromium is; `null` where there is none. With `CI` set, that throws. */
export function findChromium(): string | null {
  const found = PATHS.find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  });
  if (found === undefined && Deno.env.get("CI") === "true") {
    throw new Error(
      `Cannot run the browser tests: Chromium is at none of ${
        PATHS.join(", ")
      }; install the package "chromium"`,
    );
  }
  return found ?? null;
}

/** Starts a browser that talks to nobody but the test's own server. */
export function launch(executablePath: string) {
  return chromium.launch({
    executablePath,
    timeout: START_MS,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
