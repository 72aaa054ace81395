import { applyPatch, type BoardView } from "../../../scheduler/view/board.ts";
import { Failure } from "../../failure.ts";
import { type Call, NO_WORDS, type Verb } from "../../grammar/verb.ts";
import { wantsColor } from "../../output/color.ts";
import { harmless } from "../../output/harmless.ts";
import { isForPrograms } from "../../output/lines.ts";
import type { JsonRow, Outcome } from "../../output/outcome.ts";
import { aligned } from "../../output/table.ts";
import type { Terminal } from "../../output/terminal.ts";
import type { Api } from "../../server/api.ts";
import { taskColumns } from "../../tasks/columns.ts";
import { GPU_COLUMNS } from "../../tasks/gpus.ts";
import { overRestarts } from "../../tasks/over_restarts.ts";

/** ECMA-48: home, clear to the end; the other screen, and no cursor. */
const HOME = "\x1b[H\x1b[J";
const ENTER = "\x1b[?1049h\x1b[?25l";
const LEAVE = "\x1b[?25h\x1b[?1049l";
const USUAL_ROWS = 15;

/** `ant watch`. */
export const verb: Verb = {
  words: NO_WORDS,
  description: [
    "Shows the GPUs, what runs, what is next and what has ended last, as it " +
    "changes, until Ctrl-C. A server that ends is waited for. Into a pipe, and " +
    "with --json, it prints one such view and ends.",
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
  const most = flags.integer("rows", 1) ?? USUAL_ROWS;
  const hasColor = wantsColor(terminal, flags.text("color"));
  const draw = (board: BoardView, columns: number) =>
    view(board, most, columns, hasColor);
  const isJson = isForPrograms(flags);
  if (isJson || flags.has("once") || !terminal.isTerminal) {
    const board = await firstBoard(api);
    if (isJson) return { json: { ...board } };
    terminal.out(draw(board, terminal.columns)); // As it is, with its colors.
    return {};
  }
  const leave = Promise.withResolvers<void>();
  Deno.addSignalListener("SIGINT", leave.resolve);
  terminal.out(ENTER);
  try {
    await Promise.race([watch(api, terminal, draw), leave.promise]);
  } finally {
    terminal.out(LEAVE);
    Deno.removeSignalListener("SIGINT", leave.resolve);
  }
  return {};
}

async function firstBoard(api: Api): Promise<BoardView> {
  for await (const { data } of api.events("/events")) return JSON.parse(data);
  throw new Failure("later", "Cannot look: the server ends");
}

/** Draws what there is whenever it changes, a server that is away included. */
async function watch(
  api: Api,
  terminal: Terminal,
  draw: (board: BoardView, columns: number) => string,
): Promise<void> {
  let board: BoardView | null = null;
  const show = (above: string) => {
    if (board === null) return;
    const { columns, rows } = terminal;
    const text = above + draw(board, columns);
    terminal.out(HOME + text.split("\n").slice(0, rows - 1).join("\n"));
  };
  const open = (opened: () => void) => api.events("/events", {}, opened);
  const events = overRestarts(open, (text) => show(`${text}\n`));
  for await (const { event, data } of events) {
    board = event === "board" || board === null
      ? JSON.parse(data) as BoardView
      : applyPatch(board, JSON.parse(data));
    show("");
  }
}

function view(
  { gpus, active, queued, ended, counts, host, nowMs, health }: BoardView,
  most: number,
  width: number,
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
    : `Not saving: ${harmless(health.journal)}\n`;
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
