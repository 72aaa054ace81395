import { assertEquals, assertMatch } from "@std/assert";
import { untilBoard, untilEnded } from "../helpers/board.ts";
import { isDone } from "../helpers/is_done.ts";
import { aServer } from "../helpers/server.ts";
import { ask, post, submit } from "./requests.ts";

/** Sets or takes the mark that nobody may change a file, chattr(1). */
function chattr(mark: "+i" | "-i", path: string): Promise<boolean> {
  return isDone("chattr", mark, path);
}

async function canMark(): Promise<boolean> {
  const path = await Deno.makeTempFile();
  const can = await chattr("+i", path) && await chattr("-i", path);
  await Deno.remove(path);
  return can;
}

async function journalIn(dir: string): Promise<string> {
  const names = await Array.fromAsync(Deno.readDir(dir), ({ name }) => name);
  return `${dir}/${names.find((name) => name.includes(".journal."))!}`;
}

Deno.test({
  name:
    "a journal that may not be written any more has tasks refused, and done once it may",
  ignore: !await canMark(),
  async fn() {
    await using server = await aServer();
    await submit(server, "before", { command: "true" });
    await untilEnded(server, ["before"]);
    const journal = await journalIn(`${server.dir}/logs`);
    await chattr("+i", journal);

    const wish = { "task_id": "late", command: "true" };
    const late = await post(server, "/api/create_task", wish);
    const health = await ask(server, "/healthz");
    await chattr("-i", journal);
    await untilBoard(server, ({ health }) => health.journal === null);
    await untilEnded(server, ["late"]);

    assertEquals([late.status, health.status], [503, 503], late.text);
    assertMatch(late.text, /Cannot write journal [^]*not permitted/);
    assertEquals(await server.stop(), 0, server.printed());
  },
});
