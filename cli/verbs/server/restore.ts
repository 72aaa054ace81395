import { resolve } from "node:path";
import { addressOf } from "../../../root.ts";
import { Failure } from "../../failure.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";

/** `ant restore`. */
export const verb: Verb = {
  words: { shown: "FILE", least: 1, most: 1, complete: "file" },
  description: [
    "Puts a backup into the folder of a server that does not run; the next " +
    "start takes it up. What was at work when the backup was made and is gone " +
    "since is offered in the recovery dialog.",
  ],
  flags: [
    {
      name: "folder",
      value: "FOLDER",
      help: "Where the server keeps its state; ant_runner_logs by default.",
    },
    {
      name: "replace",
      value: null,
      help:
        "Replaces what is there; it stays as *.before-restore, of a second time *.before-restore-2.",
    },
  ],
  examples: [["ant restore ant.json --folder /srv/ant/ant_runner_logs", ""]],
  seeAlso: ["backup"],
  run,
};

async function run({ flags, words, terminal }: Call): Promise<Outcome> {
  const path = resolve(terminal.cwd, words[0]!);
  const name = flags.text("folder") ?? "ant_runner_logs";
  const folder = resolve(terminal.cwd, name);
  const { restoreBackup } = await import(
    addressOf("backup/restore.ts")
  ) as typeof import("../../../backup/restore.ts");
  const text = await Deno.readTextFile(path).catch((cause) => {
    const message = `Cannot read "${path}": ${cause.message}`;
    throw new Failure("notFound", message, { cause });
  });
  try {
    const { paths, madeAtMs } = await restoreBackup(
      text,
      folder,
      flags.has("replace"),
    );
    const made = new Date(madeAtMs).toISOString();
    return {
      json: { folder, paths, madeAtMs },
      plain: paths.join("\n"),
      notes: [`Restored the backup of ${made} into ${folder}`],
    };
  } catch (cause) {
    throw new Failure("failed", (cause as Error).message, {
      hint:
        "Stop the server first; --replace takes the place of what is there.",
      cause,
    });
  }
}
