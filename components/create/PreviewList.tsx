import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { counted } from "../../scheduler/view/words.ts";
import { Problem } from "../parts/Problem.tsx";
import { type PreviewedTask, PreviewItem } from "./PreviewItem.tsx";

/** What {@linkcode PreviewList} is given. */
export interface PreviewListProps {
  readonly tasks: readonly PreviewedTask[];
  readonly commentLines: readonly number[];
  /** What is wrong with the form beside its commands. */
  readonly problems?: readonly string[];
  /** Puts what was probably meant in the place of what an issue is about. */
  readonly onReplace?: ((message: string, line: number) => void) | undefined;
}

/** So many of the tasks that one command makes are shown. */
const OF_ONE_COMMAND = 20;
/** More line numbers than that are no help to read. */
const LINES_NAMED = 4;

/** What will be queued, read by the same parsers that the server uses. */
export function PreviewList(props: PreviewListProps) {
  const { tasks, commentLines, problems = [], onReplace } = props;
  const replace = useRef(onReplace);
  replace.current = onReplace;
  const before = useRef<readonly { of: string; node: VNode }[]>([]);
  // One that is as it was is not drawn again: there may be hundreds.
  before.current = firstOfEach(tasks).map(({ task, place, more }, at) => {
    const of = JSON.stringify([task, place, more]);
    const drawn = before.current[at];
    if (drawn?.of === of) return drawn;
    const node = (
      <PreviewItem
        key={place}
        task={task}
        place={place}
        more={more}
        onReplace={(...at) => replace.current?.(...at)}
      />
    );
    return { of, node };
  });
  return (
    <section class="p" aria-labelledby="preview-title">
      <div class="ph">
        <h2 id="preview-title">What will be queued</h2>
        <span class="c" aria-live="polite">
          {countsOf(tasks, commentLines)}
        </span>
      </div>
      {problems.length > 0 && (
        <div class="bad-note">
          {problems.map((text) => <Problem key={text} text={text} />)}
        </div>
      )}
      {tasks.length === 0
        ? (
          <p class="empty">
            Type a command, and what it would become stands here.
          </p>
        )
        : <ol class="pv">{before.current.map(({ node }) => node)}</ol>}
      {tasks.some(hasDrawn) && (
        <p class="help pv-foot">
          What is <u class="drawn">underlined</u> is drawn again on queueing.
        </p>
      )}
    </section>
  );
}

interface Shown {
  readonly task: PreviewedTask;
  readonly place: number;
  /** How many behind it are like it and not shown. */
  readonly more: number;
}

/** The first tasks that each command makes; a sweep may make thousands. */
function firstOfEach(tasks: readonly PreviewedTask[]): readonly Shown[] {
  const shown: Shown[] = [];
  let ofCommand = 0;
  tasks.forEach((task, place) => {
    const isNew = tasks[place - 1]?.line !== task.line;
    ofCommand = isNew ? 1 : ofCommand + 1;
    const last = shown.at(-1);
    if (ofCommand <= OF_ONE_COMMAND || last === undefined) {
      shown.push({ task, place, more: 0 });
    } else shown[shown.length - 1] = { ...last, more: last.more + 1 };
  });
  return shown;
}

function countsOf(
  tasks: readonly PreviewedTask[],
  commentLines: readonly number[],
): string {
  const wrong = tasks.filter(({ issues }) => issues.length > 0).length;
  const { length } = commentLines;
  const named = length > LINES_NAMED ? "" : ` (${commentLines.join(", ")})`;
  return [
    counted(tasks.length, "task"),
    ...(wrong > 0 ? [`${wrong} with an error`] : []),
    ...(length > 0
      ? [`${counted(length, "comment line")}${named} left out`]
      : []),
  ].join(", ");
}

function hasDrawn({ drawn }: PreviewedTask): boolean {
  return drawn.id.length + drawn.command.length > 0;
}
