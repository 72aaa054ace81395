import { logHref } from "../../scheduler/view/log_href.ts";
import { TaskLink } from "./TaskLink.tsx";

/** An id with less than this is not cut anywhere. */
const SHORT = 12;
/** What is the last of an id tells it from others with the same name. */
const TAIL = 4;

/** A task's id where there is little room: it is cut in the middle. */
export function TightTaskLink({ id }: { id: string }) {
  if (id.length <= SHORT) return <TaskLink id={id} />;
  return (
    <a class="tid mono tight" href={logHref(id)} title={id} aria-label={id}>
      <span class="cut">{id.slice(0, -TAIL)}</span>
      <span>{id.slice(-TAIL)}</span>
    </a>
  );
}
