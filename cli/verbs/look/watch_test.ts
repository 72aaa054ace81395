import { assertEquals } from "@std/assert";
import { aBoardView } from "../../../tests/helpers/views.ts";
import { Flags } from "../../grammar/flags.ts";
import type { Call } from "../../grammar/verb.ts";
import { tell } from "../../output/tell.ts";
import type { Api } from "../../server/api.ts";
import { verb } from "./watch.ts";

Deno.test("watch --once leaves colors to the terminal, and does not spell them out", async () => {
  const said: (string | Uint8Array)[] = [];
  const api = {
    async *events() {
      yield { event: "board", data: JSON.stringify(aBoardView()) };
    },
  };
  const call: Call = {
    flags: new Flags(new Map([["once", ["yes"]], ["color", ["always"]]])),
    words: [],
    rest: null,
    terminal: {
      out: (text) => said.push(text),
      err: (text) => said.push(text),
      isTerminal: true,
      isErrTerminal: true,
      columns: 120,
      rows: 50,
      cwd: "/",
      env: () => null,
    },
    select: null,
    version: "2.0.0-test",
    settings: () => Promise.reject(new Error("not asked for")),
    api: () => Promise.resolve(api as unknown as Api),
  };

  tell(await verb.run(call), call);

  const text = said.join("");
  assertEquals(text.includes("\x1b["), true);
  assertEquals(text.includes("\\u001b"), false);
});
