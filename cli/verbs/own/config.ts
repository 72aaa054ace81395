import { Failure } from "../../failure.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { JsonRow, Outcome } from "../../output/outcome.ts";
import type { Column } from "../../output/table.ts";
import { findServer } from "../../server/find.ts";
import { readSettings, type Setting } from "../../server/settings.ts";
import { TASK_FLAGS } from "../../spec/run_flags.ts";

const COLUMNS: readonly Column<JsonRow>[] = [
  { title: "KEY", cell: ({ key }) => String(key) },
  { title: "VALUE", cell: ({ value }) => String(value), shrinks: true },
  { title: "FROM", cell: ({ origin }) => String(origin), shrinks: true },
];

/** `ant config`. */
export const verb: Verb = {
  words: { shown: "KEY", least: 0, most: 2 },
  description: [
    "Tells what is set outside of the command line, and where: the server, and " +
    "the flags of ant run that come from variables and files. With a key, " +
    "tells of that alone; ant config explain KEY says the same.",
  ],
  flags: [],
  examples: [
    ["ant config", "Everything that is set."],
    ["ant config run.gpus", "Where this comes from."],
  ],
  seeAlso: ["env", "run"],
  run,
};

async function run({ terminal, words, flags }: Call): Promise<Outcome> {
  const names = TASK_FLAGS.map(({ name }) => name);
  const settings = await readSettings(terminal, names);
  const server = await found(() =>
    findServer(flags.text("url"), settings, terminal)
  );
  const all: readonly Setting[] = [
    ...server === null
      ? []
      : [{ key: "url", value: [server.url], origin: server.origin }],
    ...[...settings.values()].filter(({ key }) => key !== "url"),
  ];
  const key = words.filter((word) => word !== "explain")[0];
  const rows = all.filter((one) => key === undefined || one.key === key)
    .map(({ key, value, origin }) => ({ key, value: value.join(","), origin }));
  if (key !== undefined && rows.length === 0) {
    throw new Failure("notFound", `Cannot find "${key}": it is not set`, {
      hint: "ant help env says where it can be.",
    });
  }
  return {
    json: { settings: rows },
    rowsIn: "settings",
    table: { columns: COLUMNS, rows, empty: "Nothing is set." },
  };
}

/** Nothing runs: what is set is worth telling all the same. */
async function found<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
