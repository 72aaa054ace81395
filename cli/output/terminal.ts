/** Where `ant` runs, and whom it talks to. */
export interface Terminal {
  /** Data, to stdout. */
  out(text: string | Uint8Array): void;
  /** Messages and progress, to stderr. */
  err(text: string): void;
  /** Whether a person reads stdout. */
  readonly isTerminal: boolean;
  /** Whether a person reads stderr. */
  readonly isErrTerminal: boolean;
  /** Width in characters, as it is now. */
  readonly columns: number;
  /** Height in lines, as it is now. */
  readonly rows: number;
  /** The folder that the person is in. */
  readonly cwd: string;
  env(name: string): string | null;
}

const encoder = new TextEncoder();
const USUAL_COLUMNS = 100;
const USUAL_ROWS = 50;

/** The terminal, or pipes, that this process was started with. */
export function ownTerminal(): Terminal {
  const isTerminal = Deno.stdout.isTerminal();
  return {
    out: (text) => write(Deno.stdout, text),
    err: (text) => write(Deno.stderr, text),
    isTerminal,
    isErrTerminal: Deno.stderr.isTerminal(),
    get columns() {
      return isTerminal ? sizeOf().columns : USUAL_COLUMNS;
    },
    get rows() {
      return isTerminal ? sizeOf().rows : USUAL_ROWS;
    },
    cwd: folder(),
    env: (name) => Deno.env.get(name) || null,
  };
}

/** Whoever read our output has gone, as `head` does: nothing is wrong. */
export class ReaderGone extends Error {
  override readonly name = "ReaderGone";
}

function write(to: typeof Deno.stdout, text: string | Uint8Array): void {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  try {
    for (let from = 0; from < bytes.length;) {
      from += to.writeSync(bytes.subarray(from));
    }
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw new ReaderGone();
    throw error;
  }
}

/** A terminal may not say, or have no size. */
function sizeOf(): { readonly columns: number; readonly rows: number } {
  try {
    const { columns, rows } = Deno.consoleSize();
    return { columns: columns || USUAL_COLUMNS, rows: rows || USUAL_ROWS };
  } catch {
    return { columns: USUAL_COLUMNS, rows: USUAL_ROWS };
  }
}

/** `deno task` goes to the project's folder first, and tells where it was. */
function folder(): string {
  const own = new URL("../..", import.meta.url);
  const before = Deno.env.get("INIT_CWD");
  const isOwn = own.protocol === "file:" &&
    own.pathname.replace(/\/$/, "") === Deno.cwd();
  return isOwn && before ? before : Deno.cwd();
}
