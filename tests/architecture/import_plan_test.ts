import { assertEquals } from "@std/assert";
import { readTable } from "./documents.ts";
import { IMPORT_PLAN, objection, type Room, roomOf } from "./import_plan.ts";
import { importsOf } from "./imports.ts";
import { isModule, isTest, readSourceFiles, ROOT } from "./source_files.ts";

const { imports: MAP } = JSON.parse(
  await Deno.readTextFile(`${ROOT}deno.json`),
) as { imports: Record<string, string> };
const modules = (await readSourceFiles()).filter(isModule)
  .filter((file) => !isTest(file) && !/^(std|skills|docs)\//.test(file.path));

function judge(from: string, line: string): string | null {
  const room = roomOf(from)!;
  return objection(room, importsOf({ path: from, text: line }, MAP)[0]!);
}

Deno.test("the import plan has a room for every module", () => {
  const homeless = modules.filter(({ path }) => roomOf(path) === null);

  assertEquals(homeless.map(({ path }) => path), []);
});

Deno.test("every import follows the plan", () => {
  const objections = modules.flatMap((file) =>
    importsOf(file, MAP).map((to) => {
      const why = objection(roomOf(file.path) ?? NOWHERE, to);
      return why && `${file.path}: "${to.specifier}": ${why}`;
    }).filter((line) => line !== null)
  );

  assertEquals(objections, []);
});

Deno.test("objection() lets types of the core through to adapters, and nothing else of it", () => {
  const adapter = "scheduler/adapters/journal.ts";

  const types = judge(
    adapter,
    'import type { Effect } from "../core/effects.ts";',
  );
  const value = judge(adapter, 'import { decide } from "../core/decide.ts";');

  assertEquals(types, null);
  assertEquals(value, '"scheduler/adapters" may not import it');
});

Deno.test("objection() keeps the pure rooms free of packages", () => {
  const line = 'import { z } from "zod";';

  assertEquals(judge("web/door.ts", line), null);
  assertEquals(
    judge("scheduler/model/spec.ts", line),
    "this room uses no packages",
  );
});

Deno.test('objection() wants "fresh" by its name, so that the map can swap it', () => {
  const byPath = 'import { define } from "../fresh/mod.ts";';
  const byName = 'import { define } from "fresh";';

  assertEquals(judge("web/door.ts", byName), null);
  assertEquals(judge("web/door.ts", byPath), 'its name is "fresh", not a path');
});

Deno.test("objection() turns back what walks back", () => {
  const walksBack = [
    judge("scheduler/scheduler.ts", 'import { a } from "./adapters/a.ts";'),
    judge("scheduler/view/board.ts", 'import { a } from "../core/a.ts";'),
    judge("components/Row.tsx", 'import { a } from "../scheduler/mod.ts";'),
    judge("routes/home.tsx", 'import { a } from "../scheduler/core/a.ts";'),
    judge("main.ts", 'import { a } from "./tests/helpers/a.ts";'),
  ];

  assertEquals(walksBack.filter((why) => why === null), []);
});

Deno.test("ARCHITECTURE.md prints the import plan as it is tested", async () => {
  const text = await Deno.readTextFile(`${ROOT}ARCHITECTURE.md`);

  const printed = readTable(text, "## Who may import whom");

  assertEquals(printed, IMPORT_PLAN.map(row));
});

function row({ name, mayImport, packages }: Room): string[] {
  const cell = mayImport.map((each) =>
    each === "anything but tests"
      ? each
      : each.replace(/^(types of )?(.*)$/, "$1`$2`")
  ).join(", ");
  return [`\`${name}\``, cell || "–", packages ? "yes" : "no"];
}

const NOWHERE: Room = { name: "nowhere", mayImport: [], packages: false };
