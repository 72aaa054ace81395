/** The address of a task's whole log as a file, or of an earlier attempt's. */
export function downloadHref(
  id: string,
  attempt: number | null = null,
): string {
  const name = encodeURIComponent(id);
  return attempt === null
    ? `api/get_log_file?task_id=${name}`
    : `api/v1/tasks/${name}/log?attempt=${attempt}`;
}
