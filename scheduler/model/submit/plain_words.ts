/** Nothing in it means anything to a shell but itself. */
const PLAIN = /^[\w%+,./:@-][\w%+,./:=@-]*(?: +[\w%+,./:=@-]+)*$/;

/**
 * What bash or POSIX shells do themselves, or read as grammar. `true` and
 * `false` are programs too and the same in every shell, so they are not here.
 */
const SHELL_WORDS = new Set(
  (". : alias bg bind break builtin caller case cd chdir command compgen " +
    "complete compopt continue coproc declare dirs disown do done echo elif " +
    "else enable esac eval exec exit export fc fg fi for function getopts " +
    "hash help history if in jobs kill let local logout mapfile popd printf " +
    "pushd pwd read readarray readonly return select set shift shopt source " +
    "suspend test then time times trap type typeset ulimit umask unalias " +
    "unset until wait while").split(" "),
);

/**
 * The words of a command that is one program and its arguments, and nothing
 * that a shell would expand, split or do itself; `null` for any other.
 */
export function plainWords(command: string): [string, ...string[]] | null {
  const text = command.trim();
  if (!PLAIN.test(text)) return null;
  const [program, ...args] = text.split(/ +/);
  if (program!.includes("=") || /^[%-]/.test(program!)) return null;
  return SHELL_WORDS.has(program!) ? null : [program!, ...args];
}
