import {
  CommandBuilder,
  type CommandText,
  endsInContinuation,
} from "./command_text.ts";

/** How a submitted text is cut: all of it one command, or one per line. */
export type QueueMode = "single" | "multi";

/** A submitted text, cut into commands. */
export interface SplitText {
  readonly commands: readonly CommandText[];
  /** The physical lines that are comments, from 1. */
  readonly commentLines: readonly number[];
}

/**
 * Cuts a text into commands.
 *
 * A line whose first character other than blanks is `#` is a comment; any
 * other `#` belongs to its command. A backslash at the end of a line continues
 * the command over blank and comment lines, and one at the end of the text
 * closes it. In single mode every line continues the one command.
 */
export function splitCommands(text: string, mode: QueueMode): SplitText {
  const commands: CommandText[] = [];
  const commentLines: number[] = [];
  const builder = new CommandBuilder();
  const close = () => {
    const command = builder.close();
    if (command) commands.push(command);
  };
  for (const [index, physical] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const trimmed = physical.trim();
    if (trimmed === "") continue;
    if (trimmed.startsWith("#")) {
      commentLines.push(line);
      continue;
    }
    const continues = endsInContinuation(trimmed);
    builder.add(continues ? trimmed.slice(0, -1) : trimmed, line);
    if (mode === "multi" && !continues) close();
  }
  close();
  return { commands, commentLines };
}
