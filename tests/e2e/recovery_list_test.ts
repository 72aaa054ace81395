import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { emptySession } from "../../scheduler/model/recovery.ts";
import type { SchedulerState } from "../../scheduler/model/state.ts";
import { taskOn, untilBoard } from "../helpers/board.ts";
import { aTask } from "../helpers/builders.ts";
import { aLongPast } from "../helpers/long_history.ts";
import { opens, toast } from "./asking.ts";
import { assertWithin, best } from "./measures.ts";
import { aStage, hasFocus, PHONE, sees, seesNo } from "./stage.ts";

const EARLIER = 10_000;
const OPEN_MS = 400;

/** Waits and never starts: every GPU is switched off. */
function waiting(id: string, turn: number, tags: readonly string[] = []) {
  return { ...aTask(id, { name: "queued" }, { nGpus: 1, tags }), turn };
}

/** One interrupted, six queued, of which one has a taken id; 10,000 before. */
function aLeftover(): SchedulerState {
  const state = aLongPast({ ended: 1, queued: 1 });
  const taken = [...state.tasks.keys()].at(-1)!;
  const nowMs = Date.now();
  const last = emptySession("last", nowMs - 60_000);
  last.entries.ongoing.set(
    "cut",
    { ...waiting("cut", 0), state: { name: "lost" }, endedAtMs: nowMs },
  );
  last.entries.queued.set(taken, waiting(taken, 9));
  for (const [place, tags] of [[], [], [], ["sweep"], ["sweep"]].entries()) {
    const id = `w-${place + 1}`;
    last.entries.queued.set(id, waiting(id, place + 1, tags));
  }
  const earlier = emptySession("earlier", nowMs - 120_000);
  for (const task of aLongPast({ ended: EARLIER }).tasks.values()) {
    earlier.entries.completed.set(task.id, task);
  }
  state.recovery.sessions = [last, earlier];
  return state;
}

function dialogOf(page: Page) {
  return page.getByRole("dialog", { name: "Restore tasks" });
}

async function opened(page: Page) {
  await opens(page, "/home");
  await page.locator("a[data-recovery]:visible").first().click();
  const dialog = dialogOf(page);
  await sees(dialog.getByRole("heading", { name: "Queued" }));
  return dialog;
}

Deno.test("a long history is restored piece by piece", async (test) => {
  const past = aLeftover();
  const taken = [...past.tasks.keys()].at(-1)!;
  await using stage = await aStage(test, { gpus: 2, past });

  await stage.scene(
    "of three, the one that fails stays with its reason, and comes back under the name offered",
    async ({ page, server }) => {
      const dialog = dialogOf(page);
      await page.goto("/home");
      await sees(dialog.getByText("7 tasks").or(dialog.getByText("6 tasks")));
      for (const id of ["cut", taken, "w-1"]) {
        await dialog.getByLabel(`Select ${id}`).check();
      }
      await sees(dialog.getByText("1 starts again, 2 join the queue"));
      await dialog.getByRole("button", { name: "Restore 3 tasks" }).click();

      const failed = dialog.getByRole("region", { name: "Not restored" });
      await sees(failed.getByText(`the name ${taken} is in the queue already`));
      await sees(dialog.getByText("1 task not restored."));
      assertEquals(await failed.getByRole("checkbox").isChecked(), true);
      assertEquals(await dialog.getByLabel("Select w-1").count(), 0);
      const again = `${taken}-restart-1`;
      await failed.getByRole("button", { name: `Restore as ${again}` }).click();

      await sees(toast(page, "1 task restored"));
      await seesNo(dialog);
      await untilBoard(
        server,
        (board) =>
          ["cut", "w-1", again].every((id) =>
            taskOn(board, id)?.state === "queued"
          ),
      );
    },
  );

  await stage.scene(
    "what is deleted or hidden comes back by Undo, the keyboard is enough, and the focus returns",
    async ({ page }) => {
      await opens(page, "/home");
      const link = page.locator("a[data-recovery]:visible").first();
      await link.focus();
      await page.keyboard.press("Enter");
      const dialog = dialogOf(page);
      await sees(dialog.getByLabel("Select w-2"));

      await page.keyboard.press("j");
      await hasFocus(page, "Select w-2");
      await page.keyboard.press("Delete");
      await sees(dialog.getByText("Deleted: w-2"));
      await seesNo(dialog.getByLabel("Select w-2"));
      await hasFocus(page, "Select w-3");
      await page.keyboard.press("z");
      await sees(dialog.getByLabel("Select w-2"));
      await dialog.getByRole("button", { name: "Hide w-3" }).click();
      await sees(dialog.getByRole("link", { name: "Hidden 1" }));
      await dialog.getByRole("button", { name: "Undo" }).click();
      await sees(dialog.getByLabel("Select w-3"));
      await sees(dialog.getByRole("link", { name: "Hidden 0" }));

      await dialog.getByLabel("Select w-2").focus();
      await page.keyboard.press("x");
      await page.keyboard.press("Control+Enter");
      await sees(toast(page, "1 task restored"));
      await seesNo(dialog);
      await link.focus();
      await page.keyboard.press("Enter");
      await sees(dialog.getByLabel("Select w-3"));
      await page.keyboard.press("Escape");
      await seesNo(dialog);
      assertEquals(
        await link.evaluate((one) => one === document.activeElement),
        true,
      );
    },
  );

  await stage.scene(
    "a phone restores all with a tag",
    async ({ page, server }) => {
      const dialog = await opened(page);
      const wide = await page.evaluate(() => document.body.scrollWidth);

      await dialog.getByRole("button", { name: "sweep 2" }).click();
      await seesNo(dialog.getByLabel("Select w-3"));
      await dialog.getByRole("button", { name: "Restore all 2 with #sweep" })
        .click();

      await sees(toast(page, "2 tasks restored"));
      await untilBoard(
        server,
        (board) => taskOn(board, "w-5")?.state === "queued",
      );
      assertEquals(wide, PHONE.width);
    },
    { viewport: PHONE },
  );

  await stage.scene(
    `${EARLIER} earlier tasks open in ${OPEN_MS} ms, few of them drawn, and all can be selected`,
    async ({ page, server }) => {
      const dialog = dialogOf(page);
      const tookMs = await best(OPEN_MS, async () => {
        await opened(page);
        return await page.evaluate(openEarlier);
      });
      assertWithin("earlier tasks", tookMs, OPEN_MS, "ms");

      const drawn = () => dialog.locator(".ri").count();
      const atFirst = await drawn();
      await dialog.locator(".db").evaluate((list) =>
        list.scrollTo(0, list.scrollHeight)
      );
      await sees(dialog.getByLabel("Select resnet50-lr-sweep-00001"));
      const atLast = await drawn();
      assert(Math.max(atFirst, atLast) <= 200, `${atFirst} and ${atLast}`);

      await dialog.getByLabel("Search these tasks").fill("whisper exit 137");
      const found = dialog.getByRole("button", {
        name: /^Select all 0?\d+ of /,
      });
      await seesNo(dialog.getByLabel("Select resnet50-lr-sweep-00001"));
      await found.click();
      await dialog.getByRole("button", { name: "Delete what is selected" })
        .click();
      await sees(dialog.getByText("Nothing matches"));
      await sees(dialog.getByText(/^Deleted: \d+ tasks$/));
      await dialog.getByRole("button", { name: "Undo" }).click();
      await sees(found);
      const answer = await server.fetch("/api/v1/recovery?tab=earlier&limit=1");
      assertEquals((await answer.json()).tabs.earlier, EARLIER);
    },
  );
});

/** Runs in the page: from the click to the first row of the other tab. */
function openEarlier(): Promise<number> {
  const dialog = document.querySelector("dialog[open]")!;
  const began = performance.now();
  const seen = new Promise<number>((resolve) => {
    new MutationObserver((_, observer) => {
      if (dialog.querySelector('[aria-label^="Select vit"]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - began));
    }).observe(dialog, { subtree: true, childList: true });
  });
  dialog.querySelectorAll<HTMLElement>(".tabs a")[1]!.click();
  return seen;
}
