import axe from "axe-core";
import type { Page } from "playwright-core";

/** One thing that axe-core holds against a page. */
export interface Violation {
  readonly rule: string;
  /** The elements, as selectors. */
  readonly at: readonly string[];
  readonly why: string;
}

/**
 * Runs axe-core on what the page shows now, with all the rules that it has
 * switched on by itself, or with one. What moves is let to stand first: a
 * color half-way between two has the contrast of neither.
 */
export async function violationsOn(
  page: Page,
  rule?: string,
): Promise<readonly Violation[]> {
  // As a debugger does, so that the page's policy on scripts does not apply.
  const isThere = await page.evaluate(() => "axe" in globalThis);
  if (!isThere) await page.evaluate(axe.source);
  return await page.evaluate(askAxe, rule ?? null);
}

async function askAxe(rule: string | null): Promise<readonly Violation[]> {
  // One may go with its element before it is over.
  await Promise.allSettled(
    document.getAnimations().map(({ finished }) => finished),
  );
  const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
  const { violations } = await axe.run(document, {
    resultTypes: ["violations"],
    ...rule === null ? {} : { runOnly: { type: "rule", values: [rule] } },
  });
  return violations.map(({ id, nodes }) => ({
    rule: id,
    at: nodes.map(({ target }) => target.join(" ")),
    why: [...new Set(nodes.map(({ failureSummary }) => failureSummary ?? ""))]
      .join("\n"),
  }));
}
