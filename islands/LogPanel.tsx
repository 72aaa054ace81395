import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { LogFoot } from "../components/log/LogFoot.tsx";
import { LogLines } from "../components/log/LogLines.tsx";
import { LogMap } from "../components/log/LogMap.tsx";
import { LogSearchField, LogTools } from "../components/log/LogTools.tsx";
import { logHref } from "../scheduler/view/log_href.ts";
import { downloadHref } from "../components/tasks/download_href.ts";
import type { TaskView } from "../scheduler/view/task_view.ts";
import { isActiveView, isEndedView } from "../scheduler/view/task_words.ts";
import { grouped } from "../scheduler/view/words.ts";
import { useShortcuts } from "../web/client/keys.ts";
import { copied, onCopy } from "../web/client/log/copy_lines.ts";
import { LogDesk } from "../web/client/log/log_desk.ts";
import type { LogErrors } from "../web/client/log/log_errors.ts";
import type { LogFinder } from "../web/client/log/log_finder.ts";
import type { LogRange } from "../web/client/log/log_range.ts";
import { useLineLink } from "../web/client/log/use_line_link.ts";
import { useLogErrors } from "../web/client/log/use_log_errors.ts";
import { useLogFinder } from "../web/client/log/use_log_finder.ts";
import { useLogScroll } from "../web/client/log/use_log_scroll.ts";
import { useQuiet } from "../web/client/log/use_quiet.ts";
import { isBoolean, useRemembered } from "../web/client/remembered.ts";
import { sayNotLoaded } from "../web/client/toasts.ts";

/** What {@linkcode LogPanel} is given. */
export interface LogPanelProps {
  /** The task as it was when the page was made. */
  readonly initial: TaskView;
  readonly task: TaskView;
  readonly start: LogRange | null;
  /** The earlier attempt whose log it is; `null` for the last one. */
  readonly attempt: number | null;
}

/** Logs up to this size are looked through for failures without asking. */
const QUICK_BYTES = 64 * 1024 * 1024;

const NO_LINES: ReadonlySet<number> = new Set();
const NOWHERE: readonly number[] = [];

/** The log of one task: search, lines, map and foot. */
export default function LogPanel(props: LogPanelProps) {
  const { initial, task, start, attempt } = props;
  const { id } = task;
  const wrap = useRemembered("ant.log.wrap", true, isBoolean);
  const isAwake = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  const log = { id, attempt };
  const desk = useMemo(() => new LogDesk(log, start), []);
  const { errors, load } = useLogErrors(
    log,
    desk,
    start !== null && desk.size.peek() <= QUICK_BYTES &&
      (attempt !== null || task.state === "failed"),
  );
  const { wish, parts, change, forget, find } = useLogFinder(
    async (wish) => {
      const [{ LogFinder }, { LogHits }, errors] = await Promise.all([
        import("../web/client/log/log_finder.ts"),
        import("../components/log/LogHits.tsx"),
        load(),
      ]);
      return { finder: new LogFinder(log, desk, wish, errors), Hits: LogHits };
    },
  );
  // Stays so when the task ends: its last lines may still be on their way.
  const isFollowed = attempt === null && !isEndedView(initial) &&
    task.state !== "queued";
  const live = attempt === null && isActiveView(task);

  useEffect(() => isFollowed ? desk.follow() : undefined, [isFollowed]);
  useEffect(() => {
    isAwake.value = true;
    if (start !== null) void desk.number();
  }, []);
  const target = useLineLink(box, desk);
  const sight = useLogScroll(box, desk, `${wrap.value} ${isAwake.value}`);
  const quietMs = useQuiet(desk.wroteAtMs, live);

  const go = (step: 1 | -1) => {
    const fromByte = desk.following.peek() ? 0 : sight.peek()?.fromByte ?? 0;
    find((finder) => void finder.go(step, fromByte));
  };
  const nextError = () => find((finder) => void finder.nextError());
  const follow = () => desk.following.peek() ? desk.letGo() : desk.toEnd();
  useShortcuts("Log", () => [
    {
      keys: "/",
      does: "Search the log",
      run: () =>
        document.querySelector<HTMLInputElement>("[name=log-search]")?.select(),
    },
    { keys: "n", does: "Next hit", run: () => go(1) },
    { keys: "N", does: "Previous hit", run: () => go(-1) },
    {
      keys: "e",
      does: "First error, then the next",
      run: nextError,
    },
    { keys: "f", does: "Follow the end", run: () => void follow() },
    { keys: "w", does: "Wrap lines", run: () => wrap.value = !wrap.value },
    { keys: "Home", does: "Start of the log", run: () => void desk.toStart() },
    { keys: "End", does: "End of the log", run: () => void desk.toEnd() },
    {
      keys: "Escape",
      does: "Forget the search",
      inFields: true,
      run: () => {
        forget();
        box.current?.focus();
      },
    },
  ]);

  const { blocks, fromLine } = desk.shown.value;
  const size = Math.max(1, desk.size.value);
  const { finder, Hits } = parts.value ?? {};
  const search = finder?.search.state.value ?? null;
  const at = finder?.at.value;
  const seen = sight.value;
  const hasLog = start !== null || blocks.length > 0;
  return (
    <section class="p clip log" aria-label="Log">
      <LogTools
        href={downloadHref(id, attempt)}
        size={hasLog ? desk.size.value : null}
        wrap={wrap.value}
        following={live ? desk.following.value : null}
        errorLabel={errorLabel(finder, errors.value)}
        onError={nextError}
        onWrap={() => wrap.value = !wrap.value}
        onFollow={() => void follow()}
        onCopy={() => copyLate(...copied(box.current!, blocks))}
        search={
          <>
            <LogSearchField
              {...wish.value}
              problem={finder?.problem.value ?? null}
              onText={(text) => change({ text })}
              onExact={() => change({ isExact: !wish.value.isExact })}
              onRegex={() => change({ isRegex: !wish.value.isRegex })}
              onGo={go}
            />
            {search !== null && Hits !== undefined && (
              <Hits
                {...search}
                at={at?.of === "search" ? at.index : null}
                onGo={go}
                onCancel={() => finder?.search.cancel()}
              />
            )}
          </>
        }
      />
      {start !== null && start.fromByte > 0 && (
        <a
          class="b sm without-js earlier"
          href={`${logHref(id, attempt)}&before=${start.fromByte}`}
        >
          Load earlier
        </a>
      )}
      <div class="lg-body" onCopy={onCopy}>
        <LogLines
          id={id}
          boxRef={box}
          blocks={blocks}
          fromLine={fromLine}
          wrap={wrap.value}
          awake={isAwake.value}
          none={whyEmpty(task, start, attempt)}
          marks={{
            target: target.value,
            mark: finder?.mark.value ?? null,
            current: finder?.current.value ?? null,
            errors: errors.value?.lines.value ?? NO_LINES,
          }}
        />
        {hasLog && (
          <LogMap
            hits={finder?.hitPlaces.value ?? NOWHERE}
            errors={errors.value?.places.value ?? NOWHERE}
            from={(seen?.fromByte ?? size) / size}
            to={(seen?.endByte ?? size) / size}
            onGo={(share) => void desk.toShare(share)}
          />
        )}
      </div>
      {hasLog && (
        <LogFoot
          inSight={seen === null || fromLine === null
            ? null
            : [fromLine + seen.first, fromLine + seen.last]}
          total={desk.total.value}
          live={live}
          following={desk.following.value}
          unseen={desk.unseen.value}
          quietMs={quietMs.value}
          ended="This task has ended; nothing more will come."
          onFollow={() => void follow()}
          onStart={() => void desk.toStart()}
          onEnd={() => void desk.toEnd()}
        />
      )}
    </section>
  );
}

function copyLate(text: string, what: string): void {
  import("../web/client/copy_line.ts").then(
    ({ copyText }) => copyText(text, what),
    sayNotLoaded,
  );
}

function errorLabel(
  finder: LogFinder | undefined,
  errors: LogErrors | null,
): string {
  const at = finder?.at.value;
  if (at?.of !== "errors") return "First error";
  const count = errors?.search.state.value?.count ?? 0;
  return `Error ${grouped(at.index + 1)} of ${grouped(count)}`;
}

function whyEmpty(
  task: TaskView,
  start: LogRange | null,
  attempt: number | null,
): string {
  if (attempt === null && task.state === "queued") {
    return "This task is queued. Its log begins when it starts.";
  }
  if (attempt === null && isActiveView(task)) return "No output yet.";
  return start === null
    ? "The log file can not be read any more."
    : "The task wrote nothing.";
}
