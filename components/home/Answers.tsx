import type { Answer, Glance } from "../../scheduler/view/glance.ts";
import { grouped } from "../../scheduler/view/words.ts";

/** The four answers: a number, a noun, a reason. */
export function Answers({ glance }: { glance: Glance }) {
  const { running, free, queued, failed } = glance;
  return (
    <section class="ans" aria-label="At a glance">
      <OneAnswer href="/ongoing_task" answer={running} />
      <OneAnswer href="#gpus" answer={free} />
      <OneAnswer href="/queue" answer={queued} />
      <OneAnswer href="/completed_task?state=failed" answer={failed} bad />
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
