import { assertEquals, assertRejects } from "@std/assert";
import { StartError } from "../config/start_error.ts";
import { loadCertificate } from "./certificate.ts";

const DAY_MS = 86_400_000;

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function refusal(dir: string, nowMs = Date.now()): Promise<string> {
  const error = await assertRejects(
    () => loadCertificate(dir, "gpu1", nowMs),
    StartError,
  );
  assertEquals(error.exitCode, 72);
  return error.message.replaceAll(dir, "DIR");
}

Deno.test("loadCertificate() makes a pair that a browser can be told to trust, and finds it again", () =>
  inFolder(async (dir) => {
    const made = await loadCertificate(`${dir}/cert`, "gpu1", Date.now());
    const found = await loadCertificate(`${dir}/cert`, "gpu1", Date.now());

    assertEquals(found, made);
    const { mode } = await Deno.stat(`${dir}/cert/key.pem`);
    assertEquals(mode! & 0o777, 0o600);
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {}, ...found },
      () => new Response("safe"),
    );
    const client = Deno.createHttpClient({ caCerts: [made.cert] });
    const trusting = { method: "GET", client };
    for (const host of ["127.0.0.1", "localhost"]) {
      const url = `https://${host}:${server.addr.port}/`;
      assertEquals(await (await fetch(url, trusting)).text(), "safe");
    }
    client.close();
    await server.shutdown();
  }));

for (const name of ["cert.pem", "key.pem"]) {
  Deno.test(`loadCertificate() refuses half a pair: ${name}`, () =>
    inFolder(async (dir) => {
      await Deno.writeTextFile(`${dir}/${name}`, "x");
      const other = name === "cert.pem" ? "key.pem" : "cert.pem";
      assertEquals(
        await refusal(dir),
        `Cannot use certificate "DIR/${name}": "DIR/${other}" is missing; put it there, or remove the first to have both made`,
      );
    }));
}

Deno.test("loadCertificate() refuses an expired certificate, and names the day", () =>
  inFolder(async (dir) => {
    const madeAtMs = Date.parse("2020-01-02T00:00:00Z");
    await loadCertificate(dir, "gpu1", madeAtMs);
    await loadCertificate(dir, "gpu1", madeAtMs + 823 * DAY_MS);
    assertEquals(
      await refusal(dir, madeAtMs + 825 * DAY_MS),
      'Cannot use certificate "DIR/cert.pem": it expired on 2022-04-05; replace it, or remove both files to have new ones made',
    );
  }));

Deno.test("loadCertificate() refuses files without PEM in them", () =>
  inFolder(async (dir) => {
    await loadCertificate(dir, "gpu1", Date.now());
    await Deno.writeTextFile(`${dir}/key.pem`, "nonsense");
    assertEquals(
      (await refusal(dir)).slice(0, 27),
      'Cannot use key "DIR/key.pem',
    );
    await Deno.writeTextFile(`${dir}/cert.pem`, "nonsense");
    assertEquals(
      (await refusal(dir)).includes("it holds no certificate in PEM"),
      true,
    );
  }));

Deno.test("loadCertificate() refuses what it cannot read or make", () =>
  inFolder(async (dir) => {
    await Deno.mkdir(`${dir}/a/cert.pem`, { recursive: true });
    assertEquals((await refusal(`${dir}/a`)).startsWith("Cannot use"), true);
    await Deno.writeTextFile(`${dir}/file`, "");
    assertEquals((await refusal(`${dir}/file`)).startsWith("Cannot use"), true);
  }));
