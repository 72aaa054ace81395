/** What routes compute before they draw: the views that pages are made of. */
export {
  APPROVALS_SHOWN,
  type ApprovalsView,
} from "../scheduler/view/approvals.ts";
export { type BoardPast, shortened } from "../scheduler/view/board_past.ts";
export {
  type ListPage,
  PAGE_SIZE,
  pagesOf,
} from "../scheduler/view/completed_list.ts";
export {
  type ListQuery,
  readListQuery,
} from "../scheduler/view/ended_query.ts";
export type { CreateForm } from "../scheduler/view/create_form.ts";
export type { EnvValues } from "../scheduler/view/env_rows.ts";
export { envTextOf, readEnvText } from "../scheduler/view/env_text.ts";
export { formIssue, wrongOptions } from "../scheduler/view/form_issue.ts";
export {
  knownTasks,
  type OptionTexts,
  readOptionFields,
} from "../scheduler/view/option_fields.ts";
export type { History } from "../scheduler/view/histories.ts";
export { spanOf } from "../scheduler/view/long_past.ts";
export {
  recoveryRefs,
  recoverySlice,
  tabCounts,
} from "../scheduler/view/recovery_list.ts";
export {
  keyOfEntry,
  readRecoveryQuery,
  type RecoveryQuery,
  writeRecoveryQuery,
} from "../scheduler/view/recovery_query.ts";
export type { RecoverySlice } from "../scheduler/view/recovery_view.ts";
export { isActiveView } from "../scheduler/view/task_words.ts";
export { terminalLines } from "../scheduler/view/terminal_text.ts";
export {
  isNarrowed,
  QUEUE_ROWS,
  queueAddress,
  type QueueQuery,
  readQueueQuery,
  seeQueue,
} from "../scheduler/view/queue_list.ts";
export { tagCounts } from "../scheduler/view/task_tags.ts";
export {
  QUEUE_HEAD,
  type QueueSight,
  seeHead,
} from "../scheduler/view/queue_sight.ts";
export { readOngoingQuery } from "../scheduler/view/ongoing_list.ts";
