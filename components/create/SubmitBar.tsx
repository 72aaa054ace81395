import type { FormIssue } from "../../scheduler/view/form_issue.ts";
import { counted } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";
import { Problem } from "../parts/Problem.tsx";

/** What {@linkcode SubmitBar} is given. */
export interface SubmitBarProps {
  /** What the preview found wrong: told there, and here the way to it. */
  readonly found: readonly FormIssue[];
  /** What was turned down, in full. */
  readonly issues: readonly FormIssue[];
  readonly busy: boolean;
  readonly word: string;
  /** Shows where something is wrong. */
  readonly onPlace?: ((issue: FormIssue) => void) | undefined;
}

/** More places than that are no help to read. */
const PLACES_NAMED = 6;

/** What is wrong, each with the way there, and the button that queues. */
export function SubmitBar(props: SubmitBarProps) {
  const { found, issues, busy, word, onPlace } = props;
  const isOff = busy || found.length > 0;
  return (
    <div class="sub">
      <div
        class="msg"
        id="problems"
        role={issues.length > 0 ? "alert" : undefined}
      >
        {found.length > 0 && <Found found={found} onPlace={onPlace} />}
        {found.length === 0 &&
          issues.map((issue) => (
            <Problem
              key={`${issue.line} ${issue.message}`}
              text={issue.message}
            >
              {issue.line !== null && (
                <>
                  {" "}
                  <Way to={issue} onPlace={onPlace} />
                </>
              )}
            </Problem>
          ))}
      </div>
      <button
        type="submit"
        class="b pri"
        aria-disabled={isOff ? "true" : undefined}
        aria-describedby="problems"
      >
        {busy ? "Queueing" : word}
        <kbd class="needs-js" aria-hidden="true">Ctrl ↵</kbd>
      </button>
    </div>
  );
}

type Ways = Pick<SubmitBarProps, "found" | "onPlace">;

function Found({ found, onPlace }: Ways) {
  const named = found.slice(0, PLACES_NAMED);
  return (
    <p class="err">
      <Icon name="warn" />
      <span>
        {counted(found.length, "thing")} to fix first:{" "}
        {named.map((issue, place) => (
          <>
            {place > 0 && ", "}
            <Way to={issue} onPlace={onPlace} />
          </>
        ))}
        {found.length > named.length &&
          ` and ${found.length - named.length} more`}.
      </span>
    </p>
  );
}

function Way(
  { to, onPlace }: { to: FormIssue; onPlace: SubmitBarProps["onPlace"] },
) {
  return (
    <a
      href={`#${to.target}`}
      onClick={(event) => {
        if (onPlace === undefined) return;
        event.preventDefault();
        onPlace(to);
      }}
    >
      {to.place}
    </a>
  );
}
