import { assertEquals, assertRejects } from "@std/assert";
import { appears } from "./appears.ts";
import { readEvents } from "./event_stream.ts";
import { aGate } from "./gate.ts";
import { endProcessesMarked, processesMarked } from "./processes.ts";
import { untilSo, within } from "./within.ts";

function sh(script: string, env: Record<string, string> = {}) {
  return new Deno.Command("sh", { args: ["-c", script], env, stdin: "null" })
    .spawn();
}

Deno.test("aGate() holds back who came before it opened, and lets through who comes after", async () => {
  const dir = await Deno.makeTempDir();
  await using gate = await aGate();
  const early = sh(`touch '${dir}/here'; ${gate.wait}; touch '${dir}/through'`);
  await appears(`${dir}/here`);
  await assertRejects(() => appears(`${dir}/through`, 30), Error, "in vain");

  await gate.open();
  const late = sh(gate.wait);

  assertEquals((await early.status).code, 0);
  assertEquals((await late.status).code, 0);
  await appears(`${dir}/through`);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("endProcessesMarked() finds a child that left its session and its group", async () => {
  const marker = crypto.randomUUID();
  await using gate = await aGate();
  const dir = await Deno.makeTempDir();
  const left = `touch '${dir}/left'; ${gate.wait}`;
  const child = sh(`setsid sh -c "${left}" & ${gate.wait}`, {
    TEST_MARKER: marker,
  });
  await appears(`${dir}/left`);

  const ended = await endProcessesMarked(marker);
  const { signal } = await child.status;

  await Deno.remove(dir, { recursive: true });
  assertEquals(ended >= 2, true);
  assertEquals(signal, "SIGKILL");
  assertEquals(await processesMarked(marker), []);
});

Deno.test("within() and untilSo() say what they waited for in vain, and what there was", async () => {
  const wait = { what: "Godot", seen: () => "a tree", patienceMs: 1 };
  const vain = "Waited 1 ms in vain for Godot; there was: a tree";

  await assertRejects(() => within(new Promise(() => {}), wait), Error, vain);
  await assertRejects(() => untilSo(() => false, wait), Error, vain);
  assertEquals(await within(Promise.resolve(1), { what: "one" }), 1);
});

Deno.test("readEvents() joins chunks and data lines, and skips comments", async () => {
  const chunks = [
    "id: 1:2\neve",
    "nt: board\ndata: {\ndata: }\n\n: hi\n\n",
    "data:x\r\n\r\n",
  ];
  const body = ReadableStream.from(
    chunks.map((each) => new TextEncoder().encode(each)),
  );

  const events = await Array.fromAsync(readEvents(new Response(body)));

  assertEquals(events, [
    { event: "board", id: "1:2", data: "{\n}" },
    { event: "message", id: null, data: "x" },
  ]);
});
