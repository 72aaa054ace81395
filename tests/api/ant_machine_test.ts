import { assertEquals, assertMatch } from "@std/assert";
import { aRunner, aState } from "../helpers/builders.ts";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

function post(api: Api, path: string, body: unknown) {
  return told(api.send("POST", `/api/${path}`, body));
}

Deno.test("POST /toggle_allowed_gpu switches GPUs by their place, and leaves running tasks", async () => {
  await using api = await anApi({ gpus: 3, state: aState(aRunner("a", 0)) });
  const toggle = async (body: unknown) =>
    (await post(api, "toggle_allowed_gpu", body)).body;

  const off = await toggle({ "gpu_indices": [0, 2], allowed: false });
  const on = await toggle({ "gpu_indices": [2] });
  const zero = await toggle({ "gpu_indices": [1], allowed: 0 });

  assertEquals(off, { status: "success", data: { gpu_allowed: [0, 1, 0] } });
  assertEquals(on.data, { gpu_allowed: [0, 1, 1] });
  assertEquals(zero.data, { gpu_allowed: [0, 0, 1] });
  assertEquals(api.launcher.signals, []);
});

Deno.test("POST /toggle_allowed_gpu answers 400 without a list", async () => {
  await using api = await anApi();

  const { status, body } = await post(api, "toggle_allowed_gpu", {});

  assertEquals(status, 400);
  assertEquals(body, { status: "error", message: "gpu_indices is required" });
});

Deno.test("POST /toggle_allowed_gpu answers 500, ANT's way, for a place that is none, and switches nothing", async () => {
  await using api = await anApi();

  for (const places of [1, "0", [0, 2], [-1], [0.5], ["0"]]) {
    const { status, type, body } = await post(api, "toggle_allowed_gpu", {
      "gpu_indices": places,
      allowed: false,
    });
    assertEquals([status, type, body.status], [
      500,
      "application/json",
      "error",
    ]);
    assertMatch(body.message, /^gpu_indices/);
  }
  assertEquals(api.scheduler.state.drains.size, 0);
  assertEquals(api.broken, []);
});

Deno.test("POST /get_allowed_gpu answers with bare ones and zeros", async () => {
  await using api = await anApi();
  await post(api, "toggle_allowed_gpu", { "gpu_indices": [1], allowed: false });

  const all = await post(api, "get_allowed_gpu", { "gpu_indices": [0] });
  const none = await post(api, "get_allowed_gpu", {});

  assertEquals([all.status, all.body], [200, [1, 0]]);
  assertEquals([none.status, none.body.message], [
    400,
    "gpu_indices is required",
  ]);
});

Deno.test("/get_envar and /save_envar keep one draft, bare", async () => {
  await using api = await anApi();
  const envar = { "ant_wd": "/w", FOO: 1 };
  const save = (body: unknown, type = "application/json; charset=utf-8") =>
    told(api.ask("/api/save_envar", {
      method: "POST",
      headers: { "content-type": type },
      body: JSON.stringify(body),
    }));

  const before = await told(api.ask("/api/get_envar"));
  const saved = await save({ envar });
  const after = await told(api.ask("/api/get_envar"));
  const emptied = await save({});
  const last = await told(api.ask("/api/get_envar"));

  assertEquals([before.status, before.body], [200, {}]);
  assertEquals([saved.status, saved.body], [200, { status: "success" }]);
  assertEquals(after.body, envar);
  assertEquals([emptied.status, last.body], [200, {}]);
});

Deno.test("POST /save_envar answers 415 for another content type, and 400 for no object", async () => {
  await using api = await anApi();
  const save = (type: string, body: string) =>
    told(api.ask("/api/save_envar", {
      method: "POST",
      headers: { "content-type": type },
      body,
    }));

  const text = await save("text/plain", '{"envar":{}}');
  const list = await save("application/json", '{"envar":[]}');
  const deep = await save(
    "application/json",
    `{"envar":{"A":${"[".repeat(5000)}${"]".repeat(5000)}}}`,
  );

  assertEquals([text.status, text.body.status], [415, "error"]);
  assertEquals([list.status, list.body.message], [
    400,
    "envar must be an object",
  ]);
  assertEquals(deep.status, 400);
});

Deno.test("GET /get_envar_slots shows every slot, bare", async () => {
  await using api = await anApi({ config: { ENVVAR_slot_count: 1 } });

  const { status, body } = await told(api.ask("/api/get_envar_slots"));

  assertEquals(status, 200);
  assertEquals(body, {
    version: 1,
    slot_count: 1,
    slots: [
      { index: 0, name: "Slot 1", envar: {}, saved_at: null, is_empty: true },
    ],
  });
});

Deno.test("POST /save_envar_slot, /rename_envar_slot and /clear_envar_slot change one slot", async () => {
  await using api = await anApi({ config: { ENVVAR_slot_count: 2 } });
  const change = async (verb: string, body: Record<string, unknown>) => {
    const path = `${verb}_envar_slot`;
    const answer = await post(api, path, { "slot_index": 1, ...body });
    assertEquals([answer.status, answer.body.status], [200, "success"]);
    return answer.body.data.slots[1];
  };
  const envar = { FOO: "1" };

  const named = await change("save", { envar, name: "lab" });
  const kept = await change("save", { envar: { FOO: "2" } });
  const renamed = await change("rename", { name: "x" });
  const blank = await change("rename", { name: "  ", "slot_index": "1" });
  const saved = await change("save", { envar: {} });
  const cleared = await change("clear", {});

  assertEquals([named.name, named.envar], ["lab", envar]);
  assertEquals(typeof named.saved_at, "number");
  assertEquals([kept.name, kept.envar], ["lab", { FOO: "2" }]);
  assertEquals([renamed.name, blank.name], ["x", "Slot 2"]);
  assertEquals([saved.is_empty, typeof saved.saved_at], [true, "number"]);
  assertEquals([cleared.is_empty, cleared.saved_at, cleared.name], [
    true,
    null,
    "Slot 2",
  ]);
});

Deno.test("ANT's slot endpoints answer 400 for a slot or variables that are none", async () => {
  await using api = await anApi({ config: { ENVVAR_slot_count: 2 } });
  const message = async (verb: string, body: unknown) => {
    const answer = await post(api, `${verb}_envar_slot`, body);
    assertEquals([answer.status, answer.body.status], [400, "error"]);
    return answer.body.message;
  };

  for (const verb of ["save", "rename", "clear"]) {
    assertEquals(await message(verb, {}), "slot_index is required");
    for (const index of [2, -1, "2"]) {
      const body = { "slot_index": index };
      assertEquals(await message(verb, body), "slot_index is out of range");
    }
    for (const index of [0.5, "x", "", {}]) {
      const body = { "slot_index": index };
      assertMatch(await message(verb, body), /is not a whole number$/);
    }
  }
  const body = { "slot_index": 0, envar: [] };
  assertEquals(await message("save", body), "envar must be an object");
  assertEquals(
    await message("rename", { "slot_index": 0, name: "x" }),
    "Cannot rename an empty slot",
  );
});
