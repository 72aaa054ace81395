import { assertEquals } from "@std/assert";
import { T0 } from "../../tests/helpers/builders.ts";
import { aBoardView, aTaskView } from "../../tests/helpers/views.ts";
import { DARK, LIGHT } from "../theme/tokens.ts";
import { lookedFrom, unseenFailures } from "./page_mark.ts";

const STATIC = new URL("../../static/", import.meta.url);

function aFailure(id: string, afterMs: number) {
  return aTaskView(id, { state: "failed", endedAtMs: T0 + afterMs });
}

const board = aBoardView({
  ended: [aFailure("late", 3), aTaskView("good"), aFailure("early", 1)],
});
const home = new URL("https://ant/home");
const nothing = { untilMs: 0, ids: [] };

Deno.test("a browser that comes for the first time has nothing to look at", () => {
  const looked = lookedFrom(home, board, null);

  assertEquals(unseenFailures(board, looked), []);
  assertEquals(
    unseenFailures(
      aBoardView({ ended: [aFailure("new", 9), ...board.ended] }),
      looked,
    ).map(({ id }) => id),
    ["new"],
  );
});

Deno.test("a failure is looked at on its log, and all of them on Completed", () => {
  const log = new URL("https://ant/logs?task_id=late");
  const completed = new URL("https://ant/completed_task");
  const unseenOn = (page: URL) =>
    unseenFailures(board, lookedFrom(page, board, nothing))
      .map(({ id }) => id);

  assertEquals(unseenOn(home), ["late", "early"]);
  assertEquals(unseenOn(log), ["early"]);
  assertEquals(unseenOn(completed), []);
});

Deno.test("lookedFrom() changes nothing where there is nothing new", () => {
  assertEquals(lookedFrom(home, board, nothing) === nothing, true);
});

Deno.test("the icons have the colors of both themes", async () => {
  const colorsOf = async (name: string) => {
    const text = await Deno.readTextFile(new URL(`${name}.svg`, STATIC));
    return [...text.matchAll(/#[0-9A-F]{6}/g)].map(([color]) => color);
  };

  assertEquals(await colorsOf("favicon"), [LIGHT.text3, DARK.text3]);
  assertEquals(await colorsOf("favicon_runs"), [LIGHT.accent, DARK.accent]);
  assertEquals(await colorsOf("favicon_runs_failed"), [
    ...[LIGHT.accent, LIGHT.fail, LIGHT.raised],
    ...[DARK.accent, DARK.fail, DARK.surface],
  ]);
});
