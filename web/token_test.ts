import {
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { StartError } from "../config/start_error.ts";
import { loadToken, Token, TOKEN_FILE } from "./token.ts";

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function modeOf(path: string): Promise<number> {
  return (await Deno.stat(path)).mode! & 0o777;
}

Deno.test("loadToken() makes a token that only its owner can read, and finds it again", () =>
  inFolder(async (dir) => {
    const path = `${dir}/state/${TOKEN_FILE}`;

    const made = await loadToken(path, null);
    const found = await loadToken(path, null);

    assertMatch(made.value, /^[\w-]{43}$/);
    assertEquals(found.value, made.value);
    assertEquals(await modeOf(path), 0o600);
    assertEquals(await modeOf(`${dir}/state`), 0o700);
  }));

Deno.test("loadToken() makes another token for another server", () =>
  inFolder(async (dir) => {
    const one = await loadToken(`${dir}/1`, null);
    const two = await loadToken(`${dir}/2`, null);
    assertNotEquals(one.value, two.value);
  }));

Deno.test("loadToken() prefers the environment and makes no file", () =>
  inFolder(async (dir) => {
    const token = await loadToken(`${dir}/${TOKEN_FILE}`, "0123456789abcdef");
    assertEquals(token.isToken("0123456789abcdef"), true);
    assertEquals(await Array.fromAsync(Deno.readDir(dir)), []);
  }));

Deno.test("loadToken() closes a token file that others could read", () =>
  inFolder(async (dir) => {
    const path = `${dir}/${TOKEN_FILE}`;
    await Deno.writeTextFile(path, "0123456789abcdef\n", { mode: 0o644 });
    assertEquals((await loadToken(path, null)).value, "0123456789abcdef");
    assertEquals(await modeOf(path), 0o600);
  }));

for (const [what, text] of [["empty", ""], ["short", "hunter2\n"]]) {
  Deno.test(`loadToken() refuses a token file that is ${what}`, () =>
    inFolder(async (dir) => {
      const path = `${dir}/${TOKEN_FILE}`;
      await Deno.writeTextFile(path, text!);
      const error = await assertRejects(
        () => loadToken(path, null),
        StartError,
        "delete it to have a new one made",
      );
      assertEquals(error.exitCode, 67);
      assertEquals(await Deno.readTextFile(path), text);
    }));
}

Deno.test("loadToken() says what to do where it cannot make the file", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(`${dir}/file`, "");
    const error = await assertRejects(
      () => loadToken(`${dir}/file/${TOKEN_FILE}`, null),
      StartError,
      "make it readable, or set ANT_TOKEN",
    );
    assertEquals(error.exitCode, 67);
  }));

Deno.test("isToken() knows the token, its parts, and what is longer", () => {
  const token = new Token("0123456789abcdef");
  assertEquals(token.isToken("0123456789abcdef"), true);
  assertEquals(token.isToken("0123456789abcde"), false);
  assertEquals(token.isToken("0123456789abcdef0"), false);
  assertEquals(token.isToken(""), false);
});
