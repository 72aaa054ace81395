import type { Page } from "playwright-core";

/** What a person presses, types into or turns. */
const CONTROLS = "a[href], button, input:not([type=hidden]), select, " +
  "textarea, summary, [tabindex]:not([tabindex='-1'])";
/** WCAG 2.2, 2.5.8, leaves out links within a sentence; so does this. */
const INLINE = "p a, dd a, li > span a, .ban a, td a, [role=log] a";
/** Nothing on a page needs more presses than this. */
const MOST_TABS = 400;

/** Elements in the words of a report: what they are and what they say. */
function installNames() {
  Object.assign(globalThis, {
    nameOf(element: Element): string {
      const says = element.getAttribute("aria-label") ??
        element.textContent?.trim().replace(/\s+/g, " ").slice(0, 40) ?? "";
      const kind = element.tagName.toLowerCase() +
        [...element.classList].map((name) => `.${name}`).join("");
      return `${kind} "${says || element.getAttribute("name") || element.id}"`;
    },
    isShown(element: Element): boolean {
      const open = document.querySelector("dialog:modal");
      return (open === null || open.contains(element)) &&
        element.checkVisibility({ visibilityProperty: true }) &&
        element.getClientRects().length > 0;
    },
  });
}

declare const nameOf: (element: Element) => string;
declare const isShown: (element: Element) => boolean;

/** Texts below 12 px, the smallest that the design has. */
export async function smallTextOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(installNames);
  return await page.evaluate(() => {
    const walker = document.createTreeWalker(
      document.body,
      NodeFilter.SHOW_TEXT,
    );
    const found = new Set<string>();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      if (node.textContent!.trim() === "" || !isShown(element)) continue;
      if (parseFloat(getComputedStyle(element).fontSize) >= 12) continue;
      found.add(nameOf(element));
    }
    return [...found];
  });
}

/**
 * Controls that a pointer meets on less than a square of so many pixels. A
 * label belongs to its control, and what is drawn around one counts.
 */
export async function smallTargetsOn(
  page: Page,
  leastPx: number,
): Promise<readonly string[]> {
  await page.evaluate(installNames);
  return await page.evaluate(({ controls, inline, leastPx }) => {
    const isHit = (control: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y);
      if (hit === null) return false;
      const label = hit.closest("label");
      return control.contains(hit) || label?.control === control ||
        (control.matches("[tabindex]") && hit.contains(control));
    };
    const sizeOf = (control: Element) => {
      const { x, y, width, height } = control.getBoundingClientRect();
      const [midX, midY] = [x + width / 2, y + height / 2];
      const reach = (dx: number, dy: number) => {
        let far = 0;
        while (
          far < leastPx && isHit(control, midX + dx * far, midY + dy * far)
        ) {
          far += 0.5;
        }
        return far;
      };
      return {
        across: Math.max(width, reach(-1, 0) + reach(1, 0)),
        down: Math.max(height, reach(0, -1) + reach(0, 1)),
      };
    };
    const found: string[] = [];
    for (const control of document.querySelectorAll(controls)) {
      if (!isShown(control) || control.matches(`${inline}, main, pre, .skip`)) {
        continue;
      }
      control.scrollIntoView({ block: "center", inline: "center" });
      const { across, down } = sizeOf(control);
      if (across >= leastPx - 1 && down >= leastPx - 1) continue;
      const size = `${across.toFixed(0)} × ${down.toFixed(0)}`;
      found.push(`${nameOf(control)} ${size}`);
    }
    scrollTo(0, 0);
    return found;
  }, { controls: CONTROLS, inline: INLINE, leastPx });
}

/**
 * Presses Tab until the focus comes around, and names the controls that it
 * never came to, and those that did not show that they had it.
 */
export async function unreachedOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(installNames);
  await page.evaluate(watchFocus);
  for (let presses = 0; presses < MOST_TABS; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => cameAround())) break;
  }
  return await page.evaluate((controls) => missed(controls), CONTROLS);
}

declare const cameAround: () => boolean;
declare const missed: (controls: string) => string[];

/** Runs in the page: keeps account of what had the focus, and how it looked. */
function watchFocus() {
  const seen = new Set<Element>();
  const ringless = new Set<string>();
  const hasRing = (element: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  };
  /** One of a set of radios stands for all; so does one of a list of rows. */
  const isOfSet = (element: Element) =>
    (element instanceof HTMLInputElement && element.type === "radio") ||
    (element.getAttribute("tabindex") === "-1" &&
      element.parentElement?.closest("[role]") !== null);
  if (document.activeElement !== document.body) {
    seen.add(document.activeElement!); // Where an open dialog has put it.
  }
  Object.assign(globalThis, {
    cameAround(): boolean {
      const element = document.activeElement;
      if (element === null || element === document.body) return seen.size > 0;
      if (seen.has(element)) return true;
      seen.add(element);
      // Some wear it on what is around them: a switch's label, an editor's box.
      const around = [element.closest("label"), element.parentElement];
      const isMarked = [element, ...around].some((one) =>
        one !== null && hasRing(one)
      );
      if (!isMarked) ringless.add(`${nameOf(element)} shows no focus`);
      return false;
    },
    missed(controls: string): string[] {
      const lost = [...document.querySelectorAll(controls)].filter((one) =>
        isShown(one) && !seen.has(one) && !one.matches(":disabled, main") &&
        !isOfSet(one)
      );
      return [
        ...ringless,
        ...lost.map((one) => `${nameOf(one)} is not reached by Tab`),
      ];
    },
  });
}
