import type { Answer, Glance } from "../../scheduler/view/glance.ts";
import { grouped } from "../../scheduler/view/words.ts";

/** What the last of the answers counts, as a list. */
const FAILED_LATELY = "completed_task?state=failed&state=lost&since=24h";

/** The four answers: a number, a noun, a reason. */
export function Answers({ glance }: { glance: Glance }) {
  const { running, free, queued, failed } = glance;
  return (
    <section class="ans" aria-label="At a glance">
      <OneAnswer href="ongoing_task" answer={running} />
      <OneAnswer href="#gpus" answer={free} />
      <OneAnswer href="queue" answer={queued} />
      <OneAnswer href={FAILED_LATELY} answer={failed} bad />
    </section>
  );
}

function OneAnswer(
  { href, answer, bad = false }: {
    href: string;
    answer: Answer;
    bad?: boolean;
  },
) {
  const { count, noun, reason } = answer;
  return (
    <a href={href} class={count === 0 ? "zero" : bad ? "bad" : undefined}>
      <b>{grouped(count)}</b>
      <span>{noun}</span>
      <small class="cut" title={reason}>{reason}</small>
    </a>
  );
}
