import { finderOf, markLine } from "../../scheduler/view/line_marks.ts";
import type { LogFinds } from "../../scheduler/view/log_finds.ts";
import { terminalLines } from "../../scheduler/view/terminal_text.ts";
import { counted, grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";
import { logHref } from "../../scheduler/view/log_href.ts";
import { runsOf } from "../tasks/Output.tsx";

/** What {@linkcode LogFindPage} is given. */
export interface LogFindPageProps {
  readonly id: string;
  /** The earlier attempt whose log it is; `null` for the last one. */
  readonly attempt: number | null;
  /** `null` where nothing was looked for. */
  readonly finds: LogFinds | null;
}

/** Lines that are shown before a hit. */
const BEFORE = 20;

/** A search through a whole log for those who have no script: a plain form. */
export function LogFindPage({ id, attempt, finds }: LogFindPageProps) {
  return (
    <section class="p without-js" aria-label="Search the whole log">
      <form method="get" action="logs" role="search" class="lh">
        <input type="hidden" name="task_id" value={id} />
        {attempt !== null && (
          <input type="hidden" name="attempt" value={attempt} />
        )}
        <div class="inw">
          <Icon name="search" />
          <input
            class="in mono"
            type="search"
            name="q"
            value={finds?.text ?? ""}
            maxLength={1_000}
            placeholder="Search the whole log"
            aria-label="Search the whole log"
            autocomplete="off"
          />
        </div>
        <button class="b" type="submit">Search</button>
        {finds !== null && <Told {...finds} />}
      </form>
      {finds !== null && finds.hits.length > 0 && (
        <Hits id={id} attempt={attempt} finds={finds} />
      )}
      {finds !== null && finds.onByte !== null && (
        <p class="foot">
          <a href={findHref(id, attempt, finds.text, finds.onByte)}>
            Search on from here
          </a>
        </p>
      )}
    </section>
  );
}

function Told({ hits, onByte, problem }: LogFinds) {
  const count = hits.length === 0 ? "No hit" : counted(hits.length, "hit");
  return (
    <span class="hits" role="status">
      {count}
      {onByte !== null && ", not all of it read"}
      {problem !== null && `: ${problem}`}
    </span>
  );
}

function Hits(
  { id, attempt, finds }: LogFindPageProps & { finds: LogFinds },
) {
  const finder = finderOf({ text: finds.text, isExact: false, isRegex: false });
  return (
    <ol class="finds">
      {finds.hits.map(({ line, text }) => {
        const [shown = ""] = terminalLines(text, 1);
        const from = Math.max(1, line - BEFORE);
        return (
          <li key={line} class="ll">
            <a
              href={`${logHref(id, attempt)}&line=${from}#L${line}`}
              data-n={grouped(line)}
              aria-label={`Line ${line}`}
            />
            {runsOf(finder === null ? shown : markLine(shown, finder, "hit"))}
          </li>
        );
      })}
    </ol>
  );
}

function findHref(
  id: string,
  attempt: number | null,
  text: string,
  from: number,
): string {
  const query = new URLSearchParams({ q: text, from: String(from) });
  return `${logHref(id, attempt)}&${query}`;
}
