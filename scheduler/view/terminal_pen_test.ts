import { assertEquals } from "@std/assert";
import { TerminalPen } from "./terminal_pen.ts";

function lookOf(...codes: string[]) {
  const pen = new TerminalPen();
  for (const one of codes) pen.take(one);
  return pen.look;
}

Deno.test("TerminalPen draws the sixteen and the styles by class alone", () => {
  assertEquals(lookOf("31"), { look: "t1" });
  assertEquals(lookOf("92"), { look: "t2 tb" });
  assertEquals(lookOf("1;4;33"), { look: "t3 tb tu" });
  assertEquals(lookOf("38;5;12"), { look: "t4 tb" });
});

Deno.test("TerminalPen takes back what a code switches off", () => {
  for (const codes of ["", "0", "39;22"]) {
    assertEquals(lookOf("1;31", codes), null, codes);
  }
  assertEquals(lookOf("4;7;35", "24;27"), { look: "t5" });
});

Deno.test("TerminalPen puts a ground under text, and reads inverse as one", () => {
  assertEquals(lookOf("37;41"), { look: "t1 tv" });
  assertEquals(lookOf("7"), { look: "tv" });
  assertEquals(lookOf("7;36"), { look: "t6 tv" });
});

Deno.test("TerminalPen moves free colors until both themes can show them", () => {
  assertEquals(lookOf("38;2;255;255;255")?.tint?.endsWith("--d:#ffffff"), true);
  assertEquals(lookOf("38:2::0:0:0")?.tint?.startsWith("--l:#000000"), true);
  assertEquals(lookOf("38;5"), null);
  assertEquals(lookOf("38;5;300;1")?.look, "tb tx");
});
