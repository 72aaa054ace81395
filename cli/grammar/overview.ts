import { VERBS } from "../verb_list.ts";
import { TOPICS } from "./topics.ts";

/** All verbs on one screen. */
export function overview(): string {
  const groups = Map.groupBy(VERBS, ({ group }) => group);
  const width = Math.max(...VERBS.map(({ name }) => name.length)) + 2;
  const row = (name: string, summary: string) =>
    `  ${name.padEnd(width)}${summary}\n`;
  return [
    "ant - gives GPUs to commands, one machine\n",
    "Usage: ant VERB [FLAGS] [WORDS]\n",
    ...[...groups].map(([group, verbs]) =>
      `${group}\n` + verbs.map(({ name, summary }) => row(name, summary)).join(
        "",
      )
    ),
    "The server\n" + row("serve", "starts the server: ant serve 0,1,2,3"),
    `ant help VERB tells more, and so does ant help on ${
      Object.keys(TOPICS).join(", ")
    }.\n`,
  ].join("\n");
}
