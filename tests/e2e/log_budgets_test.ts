import { assertStringIncludes } from "@std/assert";
import { taskOn, untilBoard } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { logPage, opens, outputOf, queue, wroteLine } from "./asking.ts";
import {
  assertWithin,
  best,
  firstContentMs,
  heapMB,
  longestFrameMs,
  privateMB,
} from "./measures.ts";
import { aStage, sees } from "./stage.ts";

const LAST_LINES_MS = 300;
const TAB_MB = 100;
const FRAME_MS = 100;

/** 16 blocks of 64 MiB: a GiB of lines, as long as a disk takes to write it. */
const WRITE_GIB = "yes 'step 00001234  loss 0.0123  lr 3.0e-4  grad 1.02' | " +
  "head -c 67108864 >block; for i in $(seq 16); do cat block; done; " +
  "rm block; echo; echo the-last''-line";

/** 5,000 lines a second for three seconds, in gusts as programs write. */
const GUSTS = 60;
const GUST = 250;
const PAUSE_S = 0.05;

Deno.test("a log stays within its budgets at any size and speed", async (test) => {
  await using stage = await aStage(test, { gpus: 1 });
  await queue(stage.server, { id: "huge", command: WRITE_GIB });
  await untilBoard(
    stage.server,
    (board) => taskOn(board, "huge")?.state === "succeeded",
  );

  await stage.scene("the end of a GiB is there at once", async (scene) => {
    const { page, server } = scene;
    const accept = "text/html";
    const html = await server.fetch(logPage("huge"), { headers: { accept } });
    // In the page itself: with the first that is drawn, the end is there.
    assertStringIncludes(await html.text(), "the-last-line");
    const ms = await best(LAST_LINES_MS, async () => {
      await page.goto("about:blank");
      await page.goto(logPage("huge"));
      await sees(outputOf(page, "huge").getByText("the-last-line"));
      return await firstContentMs(page);
    });
    assertWithin("last lines of 1 GiB", ms, LAST_LINES_MS, "ms");
  });

  await stage.scene("a GiB takes little memory", async ({ page }) => {
    await opens(page, logPage("huge"));
    const log = outputOf(page, "huge");
    await sees(log.getByText("the-last-line"));
    await log.focus();
    for (let turns = 0; turns < 3; turns++) {
      await page.keyboard.press("Home");
      await sees(log.getByText("ANT RUNNER"));
      await page.keyboard.press("End");
      await sees(log.getByText("the-last-line"));
    }
    assertWithin("1 GiB, heap of scripts", await heapMB(page), TAB_MB, "MB");
    const whole = await privateMB(stage.browser.browser);
    assertWithin("1 GiB, private memory of the tab", whole, TAB_MB, "MB");
  });

  await stage.scene("5,000 lines a second flow", async ({ page, server }) => {
    const ms = await best(FRAME_MS, async () => {
      await using gate = await aGate(); // Once open, it stays so.
      const id = `fast-${crypto.randomUUID().slice(0, 8)}`;
      const command = `${gate.wait}; for i in $(seq ${GUSTS}); do ` +
        `seq $((i * ${GUST})) $((i * ${GUST} + ${GUST - 1})); ` +
        `sleep ${PAUSE_S}; done; echo it-is-done`;
      await queue(server, { id, command });
      await opens(page, logPage(id));
      const longest = await longestFrameMs(page, async () => {
        await gate.open();
        await sees(wroteLine(page, id, "it-is-done"));
      });
      // A picture comes every 16.7 ms, and the clock has fractions.
      return Math.round(longest);
    });
    assertWithin("longest frame at 5,000 lines/s", ms, FRAME_MS, "ms");
  });
});
