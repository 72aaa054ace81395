import { type Call, NO_WORDS, type Verb } from "../../grammar/verb.ts";
import type { JsonRow, Outcome } from "../../output/outcome.ts";
import type { Column } from "../../output/table.ts";

const COLUMNS: readonly Column<JsonRow>[] = [
  { title: "NAME", cell: ({ name }) => String(name) },
  { title: "ROLE", cell: ({ role }) => String(role) },
  { title: "MAX GPUS", cell: ({ maxGpus }) => String(maxGpus ?? "-") },
  { title: "MAX QUEUED", cell: ({ maxQueued }) => String(maxQueued ?? "-") },
  { title: "LAST USED", cell: ({ lastUsedAtMs }) => whenOf(lastUsedAtMs) },
];

/** `ant token ls`. */
export const verb: Verb = {
  words: NO_WORDS,
  description: ["Lists the named tokens, and when each was last used."],
  flags: [],
  examples: [["ant token ls --json", "For a program."]],
  seeAlso: ["token create", "token revoke"],
  run,
};

async function run({ api }: Call): Promise<Outcome> {
  const { tokens } = await (await api()).get<{ tokens: readonly JsonRow[] }>(
    "/tokens",
  );
  return {
    json: { tokens },
    rowsIn: "tokens",
    table: { columns: COLUMNS, rows: tokens, empty: "No named tokens." },
  };
}

function whenOf(atMs: unknown): string {
  return typeof atMs === "number" ? new Date(atMs).toISOString() : "never";
}
