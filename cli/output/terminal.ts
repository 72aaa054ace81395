/** Where `ant` runs, and whom it talks to. */
export interface Terminal {
  /** Data, to stdout. */
  out(text: string): void;
  /** Messages and progress, to stderr. */
  err(text: string): void;
  /** Whether a person reads stdout. */
  readonly isTerminal: boolean;
  /** Whether a person reads stderr. */
  readonly isErrTerminal: boolean;
  /** Width in characters. */
  readonly columns: number;
  /** The folder that the person is in. */
  readonly cwd: string;
  env(name: string): string | null;
}

const encoder = new TextEncoder();
const USUAL_COLUMNS = 100;

/** The terminal, or pipes, that this process was started with. */
export function ownTerminal(): Terminal {
  const isTerminal = Deno.stdout.isTerminal();
  return {
    out: (text) => write(Deno.stdout, text),
    err: (text) => write(Deno.stderr, text),
    isTerminal,
    isErrTerminal: Deno.stderr.isTerminal(),
    columns: isTerminal ? columnsOf() : USUAL_COLUMNS,
    cwd: folder(),
    env: (name) => Deno.env.get(name) || null,
  };
}

/** Whoever read our output has gone, as `head` does: nothing is wrong. */
export class ReaderGone extends Error {
  override readonly name = "ReaderGone";
}

function write(to: typeof Deno.stdout, text: string): void {
  const bytes = encoder.encode(text);
  try {
    for (let from = 0; from < bytes.length;) {
      from += to.writeSync(bytes.subarray(from));
    }
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw new ReaderGone();
    throw error;
  }
}

function columnsOf(): number {
  try {
    return Deno.consoleSize().columns || USUAL_COLUMNS;
  } catch {
    return USUAL_COLUMNS; // A terminal that does not say.
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
