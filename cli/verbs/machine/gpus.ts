import type { GpuView } from "../../../scheduler/view/board.ts";
import { type Call, NO_WORDS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { GPU_COLUMNS } from "../../tasks/gpus.ts";

/** `ant gpus`. */
export const verb: Verb = {
  words: NO_WORDS,
  description: [
    "Lists the GPUs of the server: what each does, who holds it, and why one " +
    "takes no tasks. A pipe gets the same columns, tab-separated.",
  ],
  flags: [
    { name: "free", value: null, help: "Only those that a task could take." },
    {
      name: "type",
      value: "WORD,...",
      help: "Only GPUs whose name holds one of these words.",
    },
    { name: "all", value: null, help: "All of them, which is usual." },
  ],
  aliases: [{ name: "gpu-type", means: (value) => [["type", value]] }],
  examples: [
    ["ant gpus --free --json=index", "For a program."],
    ["ant gpus --type h100,a100", "Of these kinds."],
  ],
  seeAlso: ["gpu drain", "gpu enable", "why"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags } = call;
  const api = await call.api();
  const { gpus: all, problem } = await api.get<
    { gpus: readonly GpuView[]; problem: string | null }
  >("/gpus");
  const words = flags.text("type")?.toLowerCase().split(",") ?? [];
  const gpus = all.filter(({ name, status }) =>
    (!flags.has("free") || status === "free") &&
    (words.length === 0 ||
      words.some((word) => name?.toLowerCase().includes(word)))
  );
  return {
    json: { gpus, problem },
    rowsIn: "gpus",
    table: {
      columns: GPU_COLUMNS,
      rows: gpus as unknown as readonly Readonly<Record<string, unknown>>[],
      empty: "There is no such GPU.",
    },
    errors: problem === null ? [] : [problem],
  };
}
