/** The address of a task's page, with the log of an attempt if one is named. */
export function logHref(id: string, attempt: number | null = null): string {
  const which = attempt === null ? "" : `&attempt=${attempt}`;
  return `logs?task_id=${encodeURIComponent(id)}${which}`;
}
