import { logHref } from "../../scheduler/view/log_href.ts";

/** A task's id, which leads to its page. */
export function TaskLink({ id }: { id: string }) {
  return (
    <a class="tid mono cut" href={logHref(id)} title={id}>
      {id}
    </a>
  );
}
