import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { plainText } from "../../../scheduler/view/terminal_lines.ts";
import type { LogRange } from "./log_range.ts";
import { LogWindow } from "./log_window.ts";

/** A log as the server tells of it, in memory. */
class FakeLog {
  bytes = new Uint8Array();

  constructor(text = "") {
    this.write(text);
  }

  write(text: string): { text: string; nextByte: number } {
    const more = new TextEncoder().encode(text);
    const all = new Uint8Array(this.bytes.length + more.length);
    all.set(this.bytes);
    all.set(more, this.bytes.length);
    this.bytes = all;
    return { text, nextByte: all.length };
  }

  get text(): string {
    return new TextDecoder().decode(this.bytes);
  }

  /** Where lines begin, and where the log ends. */
  get starts(): readonly number[] {
    const starts = [0];
    for (const [at, byte] of this.bytes.entries()) {
      if (byte === 10 && at + 1 < this.bytes.length) starts.push(at + 1);
    }
    return this.bytes.length === 0 ? [0] : [...starts, this.bytes.length];
  }

  range(first: number, count: number): LogRange {
    const { starts } = this;
    const last = Math.min(starts.length - 1, first + count);
    const [fromByte, endByte] = [starts[first]!, starts[last]!];
    const text = new TextDecoder().decode(
      this.bytes.subarray(fromByte, endByte),
    );
    const isOpen = text !== "" && !text.endsWith("\n");
    const lines = text.replace(/\n$/, "").split("\n");
    return {
      fromByte,
      endByte,
      size: this.bytes.length,
      fromLine: first + 1,
      lines: text === "" ? [] : lines,
      isOpen,
      quietMs: null,
    };
  }

  before(byte: number, count: number): LogRange {
    const end = this.starts.indexOf(byte);
    const first = Math.max(0, end - count);
    return this.range(first, end - first);
  }

  from(byte: number, count: number): LogRange {
    return this.range(this.starts.indexOf(byte), count);
  }
}

const linesOf = (window: LogWindow) => window.blocks.flatMap(({ raw }) => raw);

/** Whether the window shows exactly its bytes, with the right numbers. */
function assertTrue(window: LogWindow, log: FakeLog): void {
  const { fromByte, endByte, fromLine } = window;
  const text = new TextDecoder().decode(log.bytes.subarray(fromByte, endByte));
  const lines = text.replace(/\n$/, "").split("\n");
  assertEquals(linesOf(window), text === "" ? [] : lines);
  if (text !== "") assertEquals(fromLine, log.starts.indexOf(fromByte) + 1);
  for (const { fromByte, endByte, raw } of window.blocks) {
    const part = new TextDecoder().decode(
      log.bytes.subarray(fromByte, endByte),
    );
    assertEquals(part.replace(/\n$/, "").split("\n"), [...raw]);
  }
  assert(window.lineCount < 2_400);
}

type Step =
  | { readonly kind: "write"; readonly text: string }
  | { readonly kind: "jump"; readonly place: number }
  | { readonly kind: "earlier" | "later"; readonly count: number };

const aText = fc.array(
  fc.constantFrom("a", "é", "𝄞\n", "\n", "\nbc", "x\n".repeat(350)),
  { maxLength: 8 },
).map((parts) => parts.join(""));

const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), text: aText }),
  fc.record({ kind: fc.constant("jump" as const), place: fc.nat() }),
  fc.record({
    kind: fc.constantFrom("earlier" as const, "later" as const),
    count: fc.integer({ min: 1, max: 700 }),
  }),
);

Deno.test("LogWindow shows what stands between its bytes, whatever was loaded, written or left", () => {
  fc.assert(fc.property(
    aText,
    fc.array(aStep, { maxLength: 30 }),
    (first, steps) => {
      const log = new FakeLog(first);
      let window = new LogWindow(log.range(0, 100));

      for (const step of steps) {
        const size = log.bytes.length;
        if (step.kind === "write") {
          const { text, nextByte } = log.write(step.text);
          if (window.endByte === size && text !== "") {
            window.feed(text, nextByte);
          }
        } else if (step.kind === "jump") {
          const place = step.place % Math.max(1, log.starts.length - 1);
          window = new LogWindow(log.range(place, 100));
        } else if (step.kind === "earlier") {
          assert(window.prepend(log.before(window.fromByte, step.count)));
        } else {
          assert(window.append(log.from(window.nextByte, step.count)));
        }
        assertTrue(window, log);
      }
    },
  ));
});

Deno.test("LogWindow carries paint from line to line, and into what it loads in front", () => {
  const log = new FakeLog(`\u001b[31mred\nstill\u001b[0m\nplain\n`);
  const window = new LogWindow(log.range(1, 2));
  assertEquals(window.blocks[0]!.painted, ["still", "plain"]);

  window.prepend(log.range(0, 1));

  assertEquals(window.blocks.flatMap(({ painted }) => painted), [
    [{ look: "t1", text: "red" }],
    [{ look: "t1", text: "still" }],
    "plain",
  ]);
});

Deno.test("LogWindow lets a carriage return rewrite the line, also one that goes on for long", () => {
  const log = new FakeLog("");
  const window = new LogWindow(null);

  for (let percent = 0; percent <= 100; percent++) {
    const bar = "#".repeat(percent).padEnd(100);
    const { text, nextByte } = log.write(`\r\u001b[32m${percent} % ${bar}`);
    window.feed(text, nextByte);
    const [line] = window.blocks.flatMap(({ painted }) => painted);
    assertEquals(plainText(line!), `${percent} % ${bar}`);
  }

  assertEquals([window.lineCount, window.endByte], [1, log.bytes.length]);
  assert(linesOf(window)[0]!.length < 5_000);
  window.feed("\nnext\n", log.write("\nnext\n").nextByte);
  assertEquals(window.blocks[0]!.painted[1], [{ look: "t2", text: "next" }]);
});

Deno.test("LogWindow refuses what does not follow", () => {
  const log = new FakeLog("a\nb\nc\n");
  const window = new LogWindow(log.range(1, 1));

  assertEquals(window.append(log.range(0, 1)), false);
  assertEquals(window.prepend(log.range(2, 1)), false);
  assertEquals(linesOf(window), ["b"]);
});

Deno.test("LogWindow learns the numbers of its lines later", () => {
  const log = new FakeLog("a\nb\nc\n");
  const window = new LogWindow({ ...log.range(1, 2), fromLine: null });
  assertEquals(window.fromLine, null);

  window.number(2);
  window.prepend({ ...log.range(0, 1), fromLine: null });

  assertEquals(window.fromLine, 1);
});
