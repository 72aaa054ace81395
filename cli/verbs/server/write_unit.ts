import { userInfo } from "node:os";
import { resolve } from "node:path";
import { installService } from "../../../systemd/install.ts";
import { ownCommand } from "../../../systemd/own_command.ts";
import { Failure } from "../../failure.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";

/** `ant install-service`. */
export const verb: Verb = {
  words: { shown: "", least: 0, most: 0 },
  takesCommand: true,
  description: [
    "Writes a unit for systemd, of the machine when root asks, else of one's " +
    "own. It runs this very program, in the folder that this is typed in, with " +
    "the options behind --. Tasks go on when it stops or restarts. What to type " +
    "next is printed.",
  ],
  flags: [
    {
      name: "user",
      value: "NAME",
      help: "Who runs it, for a unit of the machine; SUDO_USER by default.",
    },
    {
      name: "output",
      short: "o",
      value: "FILE",
      help: "Writes it there instead.",
    },
  ],
  examples: [
    ["sudo ant install-service -- 0,1,2,3", "For the machine."],
    ["ant install-service -- --config ant.json", "One's own."],
  ],
  seeAlso: ["backup"],
  run,
};

async function run({ flags, rest, terminal }: Call): Promise<Outcome> {
  const me = userInfo();
  const scope = me.uid === 0 ? "system" : "user";
  const file = flags.text("output");
  const parts = {
    scope,
    command: await ownCommand(),
    args: rest ?? [],
    folder: terminal.cwd,
    user: flags.text("user") ?? terminal.env("SUDO_USER") ?? me.username,
    env: { PATH: terminal.env("PATH") ?? "/usr/local/bin:/usr/bin:/bin" },
    configHome: terminal.env("XDG_CONFIG_HOME") ?? `${me.homedir}/.config`,
  } as const;
  const at = file === null ? [] : [resolve(terminal.cwd, file)];
  try {
    const { path, next } = await installService(parts, ...at);
    return {
      json: { path, next },
      plain: path,
      notes: [`Wrote ${path}. Now type:`, ...next],
    };
  } catch (cause) {
    const message = `Cannot write the unit: ${(cause as Error).message}`;
    throw new Failure("noRight", message, { cause });
  }
}
