import { shellQuote } from "../../scheduler/model/submit/shell_words.ts";

/**
 * The shell text of what stood behind `--`. One word is shell text as it is,
 * pipes and all; of more, each stays one word whatever it holds. Braces stay
 * bare, for `{sweep …}` and its like.
 */
export function commandText(words: readonly string[]): string {
  if (words.length === 1) return words[0]!;
  return words.map((word) => isTemplate(word) ? word : shellQuote(word))
    .join(" ");
}

/** Words that hold a part of a template, and nothing for a shell to read. */
function isTemplate(word: string): boolean {
  return /[{}]/.test(word) && /^[\w%+./:=@{}-]+$/.test(word);
}

/** How Python's environment is to be set up. */
export interface PythonWishes {
  readonly venv: string | null;
  readonly isUv: boolean;
}

/** A command inside of the environment that was asked for. */
export function inEnvironment(
  command: string,
  { venv, isUv }: PythonWishes,
): string {
  const isPlain = /^[\w%+,./:=@{} -]+$/.test(command);
  const byUv = !isUv
    ? command
    : isPlain
    ? `uv run -- ${command}`
    : `uv run -- sh -c ${shellQuote(command)}`;
  if (venv === null) return byUv;
  return `. ${shellQuote(`${venv}/bin/activate`)} && eval ${shellQuote(byUv)}`;
}

/**
 * A command on one line, for the server joins lines by blanks: the shell puts
 * the ends of lines back, printf(1).
 */
export function onOneLine(command: string): string {
  const text = command.trim();
  if (!text.includes("\n")) return text;
  const format = text.replaceAll("\\", "\\\\").replaceAll("%", "%%")
    .replaceAll("\n", "\\n");
  return `eval "$(printf ${shellQuote(format)})"`;
}
