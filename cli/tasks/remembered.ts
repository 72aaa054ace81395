import type { Terminal } from "../output/terminal.ts";

/** The list that was printed last in a terminal. */
interface Remembered {
  readonly url: string;
  readonly ids: readonly string[];
}

/**
 * Keeps which task stood in which row, for the terminal that it was printed
 * in. Nothing is lost where that fails: rows then have no numbers to use.
 */
export async function rememberRows(
  terminal: Terminal,
  url: string,
  ids: readonly string[],
): Promise<void> {
  const path = await pathOf(terminal);
  if (path === null) return;
  try {
    const folder = path.slice(0, path.lastIndexOf("/"));
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    await Deno.writeTextFile(path, JSON.stringify({ url, ids }), {
      mode: 0o600,
    });
  } catch {
    // A home that cannot be written.
  }
}

/** The task in a row, counted from 1; `null` where none is remembered. */
export async function recalledRow(
  terminal: Terminal,
  url: string,
  row: number,
): Promise<string | null> {
  const path = await pathOf(terminal);
  if (path === null) return null;
  try {
    const { ids, url: of }: Remembered = JSON.parse(
      await Deno.readTextFile(path),
    );
    return of === url ? ids[row - 1] ?? null : null;
  } catch {
    return null; // None was printed yet.
  }
}

async function pathOf({ env }: Terminal): Promise<string | null> {
  const home = env("XDG_STATE_HOME") ??
    (env("HOME") && `${env("HOME")}/.local/state`);
  const session = await sessionId();
  return home === null || session === null
    ? null
    : `${home}/ant/lists/${session}.json`;
}

/** A terminal is one session, setsid(2): field 6 of proc_pid_stat(5). */
async function sessionId(): Promise<string | null> {
  try {
    const stat = await Deno.readTextFile("/proc/self/stat");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[3] ?? null;
  } catch {
    return null;
  }
}
