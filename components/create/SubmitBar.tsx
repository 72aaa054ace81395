import { Problem } from "../parts/Problem.tsx";

/** One thing that keeps the form from being queued. */
export interface FormIssue {
  readonly message: string;
  readonly line: number | null;
}

/** What {@linkcode SubmitBar} is given. */
export interface SubmitBarProps {
  readonly issues: readonly FormIssue[];
  readonly busy: boolean;
  readonly word: string;
  /** Shows a line of the command. */
  readonly onLine?: ((line: number) => void) | undefined;
}

/** What is wrong, each with the way there, and the button that queues. */
export function SubmitBar({ issues, busy, word, onLine }: SubmitBarProps) {
  return (
    <div class="sub">
      <div
        class="msg"
        id="problems"
        role={issues.length > 0 ? "alert" : undefined}
      >
        {issues.map(({ message, line }) => (
          <Problem key={`${line} ${message}`} text={message}>
            {line === null ? null : (
              <a
                href="#command"
                class="ml-1"
                onClick={() => onLine?.(line)}
              >
                line {line}
              </a>
            )}
          </Problem>
        ))}
      </div>
      <button
        type="submit"
        class="b pri"
        aria-disabled={busy ? "true" : undefined}
      >
        {busy ? "Queueing" : word}
        <kbd class="needs-js">Ctrl ↵</kbd>
      </button>
    </div>
  );
}
