import { assertEquals, assertMatch } from "@std/assert";
import type { TestServer } from "../../helpers/server.ts";
import { within } from "../../helpers/within.ts";
import { anAnt, spawned, type Told, told } from "../an_ant.ts";

/** What is still heard of while a server restarts. */
export interface Streams {
  /** Resolves once each has gone on and ended, after `open`. */
  goOn(open: () => Promise<void>): Promise<void>;
}

/** Text that comes, and who waits for some of it. */
class Heard {
  #text = "";
  #wanted: readonly { readonly line: RegExp; readonly seen: () => void }[] = [];

  add(text: string): void {
    this.#text += text;
    for (const { line, seen } of this.#wanted) {
      if (line.test(this.#text)) seen();
    }
  }

  /** Resolves once it has been heard. */
  until(line: RegExp): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wanted = [...this.#wanted, { line, seen: resolve }];
    this.add("");
    const seen = () => this.#text;
    return within(promise, { what: `${line}`, seen });
  }
}

const AWAY = /The server ended; waiting for it to come back/;

/** A command that waits for the end of a task that runs. */
async function aFollower(
  server: TestServer,
  args: readonly string[],
): Promise<{ readonly heard: Heard; readonly ended: Promise<Told> }> {
  const heard = new Heard();
  const hear = (text: string) => heard.add(text);
  const ended = told(server, [...args, "-v"], { hear });
  await heard.until(/(events|stream).*: 200/);
  return { heard, ended };
}

/** The live view, on a terminal of its own. */
function aWatcher(server: TestServer) {
  const { args, env } = anAnt(server, ["watch"]);
  const words = [Deno.execPath(), ...args].map((one) => `'${one}'`);
  const command = `exec ${words.join(" ")}`; // A shell that stays dies of Ctrl-C.
  const child = new Deno.Command("script", {
    args: ["-qec", command, "/dev/null"],
    env: { ...env, TERM: "xterm" },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const heard = new Heard();
  const read = listen(child.stdout, heard);
  const pressCtrlC = async () => {
    const writer = child.stdin.getWriter();
    await writer.write(new Uint8Array([3]));
    await writer.close();
    await read;
    return (await child.status).code;
  };
  return { heard, pressCtrlC };
}

async function listen(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  heard: Heard,
): Promise<void> {
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    heard.add(text);
  }
}

/** Opens every verb that streams, on the task `wide` where it is about one. */
export async function openStreams(server: TestServer): Promise<Streams> {
  const lines = [["wait", "wide"], ["follow", "wide"], ["logs", "-f", "wide"]];
  const followers = await Promise.all(
    lines.map((line) => aFollower(server, line)),
  );
  const watcher = aWatcher(server);
  const events = spawned(server, ["events", "--format", "{event}"]);
  const heard = new Heard();
  const said = new Heard();
  const read = [listen(events.stdout, heard), listen(events.stderr, said)];
  await Promise.all([
    watcher.heard.until(/Running \(1\)/),
    heard.until(/^board$/m),
  ]);
  return {
    async goOn(open) {
      await Promise.all([
        watcher.heard.until(/The server is back.*\d+ running/s),
        heard.until(/^board$(.|\n)*^board$/m),
        ...followers.map(({ heard }) => heard.until(/The server is back/)),
      ]);
      await open();
      for (const { ended } of followers) {
        const { code, err } = await ended;
        assertMatch(err, AWAY);
        assertEquals(code, 0, err);
      }
      assertEquals(await watcher.pressCtrlC(), 0);
      events.kill("SIGINT");
      await Promise.all([said.until(AWAY), ...read]);
      assertEquals((await events.status).code, 130);
    },
  };
}
