import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { LogFoot } from "../components/log/LogFoot.tsx";
import { LogLines } from "../components/log/LogLines.tsx";
import { LogMap } from "../components/log/LogMap.tsx";
import {
  LogHits,
  LogSearchField,
  LogTools,
} from "../components/log/LogTools.tsx";
import { logHref } from "../components/parts/TaskLink.tsx";
import { downloadHref } from "../components/tasks/TaskActions.tsx";
import type { TaskView } from "../scheduler/view/task_view.ts";
import { isActiveView, isEndedView } from "../scheduler/view/task_words.ts";
import { grouped } from "../scheduler/view/words.ts";
import { copyText } from "../web/client/copy_line.ts";
import { useShortcuts } from "../web/client/keys.ts";
import { copied, onCopy } from "../web/client/log/copy_lines.ts";
import { LogDesk } from "../web/client/log/log_desk.ts";
import { LogFinder } from "../web/client/log/log_finder.ts";
import { mapPlaces } from "../web/client/log/log_map.ts";
import type { LogRange } from "../web/client/log/log_range.ts";
import { useLineLink } from "../web/client/log/use_line_link.ts";
import { useLogScroll } from "../web/client/log/use_log_scroll.ts";
import { useQuiet } from "../web/client/log/use_quiet.ts";
import { isBoolean, useRemembered } from "../web/client/remembered.ts";

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

/** The log of one task: search, lines, map and foot. */
export default function LogPanel(props: LogPanelProps) {
  const { initial, task, start, attempt } = props;
  const { id } = task;
  const wrap = useRemembered("ant.log.wrap", true, isBoolean);
  const isAwake = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  const made = useRef<{ desk: LogDesk; finder: LogFinder } | null>(null);
  if (made.current === null) {
    const log = { id, attempt };
    const desk = new LogDesk(log, start);
    made.current = { desk, finder: new LogFinder(log, desk) };
  }
  const { desk, finder } = made.current;
  // Stays so when the task ends: its last lines may still be on their way.
  const isFollowed = attempt === null && !isEndedView(initial) &&
    task.state !== "queued";
  const live = attempt === null && isActiveView(task);

  useEffect(() => isFollowed ? desk.follow() : undefined, [isFollowed]);
  useEffect(() => {
    isAwake.value = true;
    if (start !== null) void desk.number();
    return () => finder.close();
  }, []);
  useEffect(() => {
    const isShort = desk.size.peek() <= QUICK_BYTES;
    const isFailure = attempt !== null || task.state === "failed";
    if (isFailure && start !== null && isShort) {
      finder.findErrors();
    }
  }, [task.state]);
  const target = useLineLink(box, desk);
  const sight = useLogScroll(box, desk, `${wrap.value} ${isAwake.value}`);
  const quietMs = useQuiet(desk.wroteAtMs, live);

  const go = (step: 1 | -1) => {
    const isAtEnd = desk.following.peek();
    return finder.go(step, isAtEnd ? 0 : sight.peek()?.fromByte ?? 0);
  };
  const follow = () => desk.following.peek() ? desk.letGo() : desk.toEnd();
  useShortcuts("Log", () => [
    {
      keys: "/",
      does: "Search the log",
      run: () =>
        document.querySelector<HTMLInputElement>("[name=log-search]")?.select(),
    },
    { keys: "n", does: "Next hit", run: () => void go(1) },
    { keys: "N", does: "Previous hit", run: () => void go(-1) },
    {
      keys: "e",
      does: "First error, then the next",
      run: () => void finder.nextError(),
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
        finder.clear();
        box.current?.focus();
      },
    },
  ]);

  const { blocks, fromLine } = desk.shown.value;
  const size = Math.max(1, desk.size.value);
  const search = finder.search.state.value;
  const at = finder.at.value;
  const wish = finder.wish.value;
  const hits = useComputed(() =>
    mapPlaces(finder.search.state.value?.hits ?? [], desk.size.value)
  );
  const errors = useComputed(() =>
    mapPlaces(finder.errors.state.value?.hits ?? [], desk.size.value)
  );
  const seen = sight.value;
  const hasLog = start !== null || blocks.length > 0;
  return (
    <section class="p clip log" aria-label="Log">
      <LogTools
        href={downloadHref(id, attempt)}
        size={hasLog ? desk.size.value : null}
        wrap={wrap.value}
        following={live ? desk.following.value : null}
        errorLabel={at?.of === "errors"
          ? `Error ${grouped(at.index + 1)} of ${
            grouped(finder.errors.state.value?.count ?? 0)
          }`
          : "First error"}
        onError={() => void finder.nextError()}
        onWrap={() => wrap.value = !wrap.value}
        onFollow={() => void follow()}
        onCopy={() => void copyText(...copied(box.current!, blocks))}
        search={
          <>
            <LogSearchField
              {...wish}
              problem={finder.problem.value}
              onText={(text) => finder.change({ text })}
              onExact={() => finder.change({ isExact: !wish.isExact })}
              onRegex={() => finder.change({ isRegex: !wish.isRegex })}
              onGo={(step) => void go(step)}
            />
            {search !== null && (
              <LogHits
                {...search}
                at={at?.of === "search" ? at.index : null}
                onGo={(step) => void go(step)}
                onCancel={() => finder.search.cancel()}
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
            finder: finder.finder.value,
            current: finder.current.value,
            errors: finder.errorLines.value,
          }}
        />
        {hasLog && (
          <LogMap
            hits={hits.value}
            errors={errors.value}
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
