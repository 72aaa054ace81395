/** The address of a task's page. */
export function logHref(id: string): string {
  return `/logs?task_id=${encodeURIComponent(id)}`;
}

/** A task's id, which leads to its page. */
export function TaskLink({ id }: { id: string }) {
  return (
    <a class="tid mono cut" href={logHref(id)} title={id}>
      {id}
    </a>
  );
}
