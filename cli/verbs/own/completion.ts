import { usage } from "../../failure.ts";
import { candidatesFor } from "../../grammar/candidates.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";

/** What a shell has to be told; it asks this program for the words. */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_ant() {
  local IFS=$'\\n'
  COMPREPLY=($(ant completion --candidates -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
COMP_WORDBREAKS=\${COMP_WORDBREAKS//@}
complete -o default -F _ant ant
`,
  zsh: `#compdef ant
_ant() {
  local -a found
  found=("\${(@f)$(ant completion --candidates -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  [[ -n "$found" ]] && compadd -a found || _files
}
if [[ "$funcstack[1]" == _ant ]]; then _ant "$@"; else compdef _ant ant; fi
`,
  fish: `function __ant_candidates
  set -l words (commandline -opc) (commandline -ct)
  set -l found (ant completion --candidates -- $words[2..-1] 2>/dev/null)
  if test -n "$found"
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c ant -f -a '(__ant_candidates)'
`,
};

/** `ant completion`. */
export const verb: Verb = {
  words: {
    shown: "SHELL",
    least: 0,
    most: Infinity,
    complete: Object.keys(SCRIPTS),
  },
  description: [
    "Prints what makes bash, zsh or fish complete verbs, flags, and the tasks, " +
    "tags and GPUs that the server has at that moment.",
  ],
  flags: [{
    name: "candidates",
    value: null,
    help:
      "Prints the words that may stand in place of the last one: what the " +
      "shells ask for.",
  }],
  examples: [
    ["ant completion bash >> ~/.bashrc", "For bash."],
    ["ant completion zsh > ~/.zsh/completions/_ant", "For zsh."],
    [
      "ant completion fish > ~/.config/fish/completions/ant.fish",
      "For fish.",
    ],
  ],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { flags, words } = call;
  if (flags.has("candidates")) {
    const candidates = await candidatesFor(words, call.api);
    return { json: { candidates }, text: candidates.join("\n") };
  }
  const [shell = ""] = words;
  const script = SCRIPTS[shell];
  if (script !== undefined) return { json: { shell, script }, text: script };
  throw usage(
    `Cannot complete in "${shell}"`,
    `Choose from ${Object.keys(SCRIPTS).join(", ")}.`,
  );
}
