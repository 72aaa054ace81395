import { Failure } from "../failure.ts";
import type { Call } from "../grammar/verb.ts";
import { saying } from "../output/say.ts";
import type { Place } from "./find.ts";

/** The page about a task: its log has everything around it. */
export function pageOf(
  { dashboardUrl }: Place,
  { id }: { readonly id: string },
): string {
  return `${dashboardUrl}/logs?task_id=${encodeURIComponent(id)}`;
}

/**
 * Opens a page in the browser, and says which.
 *
 * @throws {Failure} where no program for that is found; it names the address.
 */
export function openPage(
  call: Pick<Call, "terminal" | "flags">,
  url: string,
): void {
  const own = call.terminal.env("BROWSER");
  const programs = own === null ? ["xdg-open", "open", "wslview"] : [own];
  for (const program of programs) {
    try {
      const child = new Deno.Command(program, {
        args: [url],
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).spawn();
      child.unref();
      saying(call)(`Opened ${url}`);
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  throw new Failure("failed", "Cannot open a browser: none is found here", {
    hint: `Open ${url} yourself, or set BROWSER.`,
  });
}
