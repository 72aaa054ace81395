/** A gate that a task's command waits at until the test opens it. */
export interface Gate extends AsyncDisposable {
  /** Shell text that waits; `echo here; ${gate.wait}; echo through`. */
  readonly wait: string;
  /** Lets through all who wait, and up to 64 who come later. */
  open(): Promise<void>;
}

const MOST_WAITERS = 64;

/** Makes a closed gate: a named pipe, fifo(7), from which a shell reads. */
export async function aGate(): Promise<Gate> {
  const dir = await Deno.makeTempDir({ prefix: "ant-gate-" });
  const path = `${dir}/gate`;
  const { success } = await new Deno.Command("mkfifo", { args: [path] })
    .output();
  if (!success) throw new Error(`Cannot make the named pipe "${path}"`);
  let pipe: Deno.FsFile | null = null;
  return {
    wait: `read -r _ <'${path}'`,
    async open() {
      // For reading, too: this neither waits for a reader nor loses a line.
      pipe ??= await Deno.open(path, { read: true, write: true });
      await pipe.write(new TextEncoder().encode("\n".repeat(MOST_WAITERS)));
    },
    async [Symbol.asyncDispose]() {
      pipe?.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}
