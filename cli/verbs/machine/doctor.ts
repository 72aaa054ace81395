import { checkHere, checkServer, type Finding } from "../../server/checks.ts";
import { EXIT_CODES } from "../../failure.ts";
import { type Call, NO_WORDS, type Verb } from "../../grammar/verb.ts";
import type { Color } from "../../output/color.ts";
import type { JsonRow, Outcome } from "../../output/outcome.ts";
import type { Column } from "../../output/table.ts";

const COLORS: Readonly<Record<string, Color>> = {
  ok: "green",
  warning: "yellow",
  failed: "red",
};

const COLUMNS: readonly Column<JsonRow>[] = [
  {
    title: "STATUS",
    cell: ({ status }) => String(status),
    color: ({ status }) => COLORS[String(status)] ?? null,
  },
  { title: "CHECK", cell: ({ check }) => String(check) },
  { title: "FOUND", cell: ({ found }) => String(found) },
];

/** `ant doctor`. */
export const verb: Verb = {
  words: NO_WORDS,
  description: [
    "Looks at all that has to be right: this program, the files with secrets, " +
    "the way to the server, its token and version, whether it can save, its " +
    "GPUs, and on this machine the driver and the disk. What is wrong is told " +
    "with what to do. Exits with 1 if anything has failed.",
  ],
  flags: [],
  examples: [["ant doctor --json", "For a report."]],
  seeAlso: ["env", "gpus"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const findings: readonly Finding[] = [
    ...await checkHere(call),
    ...await checkServer(call),
  ];
  const bad = findings.filter(({ todo }) => todo !== null);
  const hasFailed = findings.some(({ status }) => status === "failed");
  return {
    code: EXIT_CODES[hasFailed ? "failed" : "done"].code,
    json: { checks: findings },
    rowsIn: "checks",
    table: {
      columns: COLUMNS,
      rows: findings as unknown as readonly JsonRow[],
      empty: "",
    },
    notes: bad.map(({ check, todo }) => `${check}: ${todo}`),
  };
}
