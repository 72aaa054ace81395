/**
 * Carries the head of a log to the wrapper, which takes it away again. Not an
 * argument: anybody on the machine may read those, proc_pid_cmdline(5), and a
 * head tells variables.
 */
export const HEAD_NAME = "ANT_LOG_HEAD";

/**
 * The shell text around every task: `sh -c TEXT ant-task RECORD LOG PROGRAM
 * [ARG...]`, started as the leader of its own session and group.
 *
 * - RECORD is created with O_EXCL and then holds this shell's pid, ended by a
 *   newline. Where it exists already, somebody decided that this launch came
 *   too late: exit 97, and PROGRAM is not run.
 * - LOG gets the head that the environment brings, which may be empty, and what
 *   PROGRAM prints, by the kernel, whether we live or not. Where the head
 *   cannot be written, as on a full disk: exit 98, and PROGRAM is not run.
 * - RECORD gets `exit CODE` in the end. There is no rename, which would be
 *   another process: the line is whole when it ends with a newline.
 *
 * Signals are caught and not ignored: PROGRAM still gets them at their
 * defaults, and this shell outlasts it to write the record. All that a task
 * brings along comes in as arguments and environment, never as shell text. A
 * variable of this shell would change PROGRAM's where it has one so called.
 *
 * With a control group, whose folder is ours, this shell joins it first, so
 * that PROGRAM is never outside of it.
 */
export function wrapperIn(group: string | null): string {
  return `
trap : TERM INT HUP
exec >>"$2" 2>&1
printf %s "$${HEAD_NAME}" || exit ${NO_LOG_CODE}
unset ${HEAD_NAME}
set -C
echo "$$" 2>/dev/null >"$1" || exit 97
set +C
${group === null ? "" : joining(group)}
ant_record=$1
shift 2
"$@"
set -- "$?"
echo "exit $1" >>"$ant_record"
exit "$1"
`;
}

function joining(group: string): string {
  const file = `'${group.replaceAll("'", `'\\''`)}/cgroup.procs'`;
  const notice = "ANT: cores and memory are not enforced: cannot join a group";
  return `echo "$$" 2>/dev/null >${file} || echo "${notice}"`;
}

/** What the wrapper exits with where it cannot begin LOG. */
export const NO_LOG_CODE = 98;

/**
 * What the wrapper itself exits with before PROGRAM runs: 2 where LOG cannot
 * be opened, 97 where RECORD exists, 98 where LOG cannot be written.
 */
export const NOT_RUN_CODES: readonly number[] = [2, 97, NO_LOG_CODE];
