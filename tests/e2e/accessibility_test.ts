import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { aGate } from "../helpers/gate.ts";
import { violationsOn } from "./axe.ts";
import { DIALOG_LOOKS, type Look, makeBusy, PAGE_LOOKS } from "./looks.ts";
import { smallTargetsOn, smallTextOn, unreachedOn } from "./reach.ts";
import { aStage, DESKTOP, PHONE } from "./stage.ts";

/** For a mouse as in WCAG 2.2, 2.5.8; for fingers more. */
const LEAST_TARGET_PX = { mouse: 24, fingers: 40 };

/** All rules in light, and in dark the one that colors can break. */
async function heldAgainst(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
    const rule = colorScheme === "dark" ? "color-contrast" : undefined;
    for (const { rule: broken, at, why } of await violationsOn(page, rule)) {
      found.push(`${colorScheme}, ${broken} at ${at.join(" | ")}\n${why}`);
    }
  }
  return found;
}

async function onDesk(page: Page, look: Look): Promise<readonly string[]> {
  return [
    ...await heldAgainst(page),
    ...await smallTextOn(page),
    ...await smallTargetsOn(page, LEAST_TARGET_PX.mouse),
    ...look.ownTab ? [] : await unreachedOn(page),
  ];
}

async function onPhone(page: Page): Promise<readonly string[]> {
  return [
    ...await heldAgainst(page),
    ...await smallTextOn(page),
    ...await smallTargetsOn(page, LEAST_TARGET_PX.fingers),
  ];
}

const LOOKS: readonly Look[] = [...PAGE_LOOKS, ...DIALOG_LOOKS];
const SCENES = [
  { on: "a desktop", viewport: DESKTOP, touch: false, check: onDesk },
  { on: "a phone", viewport: PHONE, touch: true, check: onPhone },
];

Deno.test("every page can be read and reached by all", async (test) => {
  await using gate = await aGate();
  await using stage = await aStage(test, { gpus: 2 });
  await makeBusy(stage, gate);

  for (const { on, viewport, touch, check } of SCENES) {
    for (
      const [where, signedIn] of [["inside", true], [
        "at the door",
        false,
      ]] as const
    ) {
      await stage.scene(`${where}, on ${on}`, async ({ page }) => {
        await page.emulateMedia({ reducedMotion: "reduce" });
        const found: string[] = [];
        for (const look of LOOKS) {
          if ((look.signedIn ?? true) !== signedIn) continue;
          await look.show(page);
          for (const one of await check(page, look)) {
            found.push(`${look.name}: ${one}`);
          }
        }
        assertEquals(found, []);
      }, { viewport, signedIn, touch, mayReport: /status of 404/ });
    }
  }
});
