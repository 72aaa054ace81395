import { applyPatch, type BoardView } from "../../../scheduler/view/board.ts";
import { EXIT_CODES } from "../../failure.ts";
import { type Call, NO_WORDS, type Verb } from "../../grammar/verb.ts";
import { wantsColor } from "../../output/color.ts";
import type { JsonRow, Outcome } from "../../output/outcome.ts";
import { aligned } from "../../output/table.ts";
import type { Terminal } from "../../output/terminal.ts";
import { taskColumns } from "../../tasks/columns.ts";
import { GPU_COLUMNS } from "../../tasks/gpus.ts";

/** ECMA-48: home, clear to the end; the other screen, and no cursor. */
const HOME = "\x1b[H\x1b[J";
const ENTER = "\x1b[?1049h\x1b[?25l";
const LEAVE = "\x1b[?25h\x1b[?1049l";
const USUAL_ROWS = 15;

/** `ant watch`. */
export const verb: Verb = {
  words: NO_WORDS,
  streams: true,
  description: [
    "Shows the GPUs, what runs, what is next and what has ended last, as it " +
    "changes, until Ctrl-C. Into a pipe it prints one such view and ends.",
  ],
  flags: [
    { name: "once", value: null, help: "Prints one view, and ends." },
    {
      name: "rows",
      short: "n",
      value: "N",
      help: `The most rows of each list, ${USUAL_ROWS} if nothing is said.`,
    },
  ],
  examples: [["ant watch", "Until Ctrl-C."]],
  seeAlso: ["ls", "gpus", "events"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, terminal } = call;
  const api = await call.api();
  const isOnce = flags.has("once") || !terminal.isTerminal;
  const rows = flags.integer("rows", 1) ?? USUAL_ROWS;
  const draw = (board: BoardView) =>
    view(board, rows, terminal, wantsColor(terminal, flags.text("color")));
  const leave = Promise.withResolvers<void>();
  const onSignal = () => leave.resolve();
  const watch = async () => {
    let board: BoardView | null = null;
    for await (const { event, data } of api.events("/events")) {
      board = event === "board" || board === null
        ? JSON.parse(data) as BoardView
        : applyPatch(board, JSON.parse(data));
      terminal.out(isOnce ? draw(board) : HOME + draw(board));
      if (isOnce) return;
    }
  };
  if (isOnce) {
    await watch();
    return {};
  }
  Deno.addSignalListener("SIGINT", onSignal);
  terminal.out(ENTER);
  try {
    await Promise.race([watch(), leave.promise]);
  } finally {
    terminal.out(LEAVE);
    Deno.removeSignalListener("SIGINT", onSignal);
  }
  return { code: EXIT_CODES.done.code };
}

function view(
  { gpus, active, queued, ended, counts, host, nowMs, health }: BoardView,
  most: number,
  { columns: width }: Pick<Terminal, "columns">,
  hasColor: boolean,
): string {
  const part = (title: string, count: number, rows: readonly unknown[]) => {
    if (rows.length === 0) return "";
    const shown = rows.slice(0, most) as readonly JsonRow[];
    const columns = taskColumns(nowMs, false);
    const table = aligned(columns, shown, width, hasColor);
    const more = count > shown.length
      ? `… and ${count - shown.length} more\n`
      : "";
    return `\n${title} (${count})\n${table}${more}`;
  };
  const cpu = host.cpuPercent === null
    ? ""
    : `CPU ${Math.round(host.cpuPercent)}%  `;
  const trouble = health.journal === null
    ? ""
    : `Not saving: ${health.journal}\n`;
  return `${cpu}${counts.active} running, ${counts.queued} queued, ` +
    `${counts.failed} failed of late\n${trouble}\n` +
    aligned(
      GPU_COLUMNS,
      gpus as unknown as readonly JsonRow[],
      width,
      hasColor,
    ) +
    part("Running", counts.active, active) +
    part("Queued", counts.queued, queued) +
    part("Ended", counts.ended, ended);
}
