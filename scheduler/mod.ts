/** The engine, as routes and the command line may know it. */
export {
  fairSentence,
  type FairWait,
  fairWait,
  inFairOrder,
} from "./fair_wait.ts";
export { foresee, type Foreseen } from "./foresee.ts";
export { anew, copiesOfFallen, fellWith } from "./core/restarts.ts";
export { reopen } from "./reopen.ts";
export { type Copied, restartBy } from "./restart_by.ts";
export { type Ports, Scheduler, type Settings } from "./scheduler.ts";
export * from "./model/errors.ts";
export { failureClass } from "./core/retries.ts";
export { FAILURE_CLASSES, type FailureClass } from "./model/failure_class.ts";
export type { Command, NewTask } from "./model/command.ts";
export type { SchedulerEvent } from "./model/event.ts";
export { findEntry } from "./model/recovery.ts";
export type {
  EntryRef,
  HiddenEntry,
  RemovedEntry,
  SavedSession,
  Section,
} from "./model/recovery.ts";
export { isActive, isEnded, type Task, type TaskSpec } from "./model/task.ts";
export { inTurn, type SchedulerState } from "./model/state.ts";
export type { EpochMs, GpuIndex, Json, TaskId } from "./model/units.ts";
export * from "./view/board.ts";
export { type Choices } from "./view/completed_list.ts";
export * from "./view/ended_query.ts";
export { sendPast, type SentPast } from "./view/long_past.ts";
export {
  signalOfExit,
  type TaskView,
  viewEarlier,
  viewTask,
} from "./view/task_view.ts";
export {
  changeOf,
  editFormOf,
  type QueueEditForm,
  readEditForm,
} from "./view/queue_edit.ts";
export { messagesElsewhere, wrongOptions } from "./view/form_issue.ts";
export { restartId, restartStem, safeTaskId } from "./model/submit/safe_id.ts";
export { readBegin } from "./model/options/begin.ts";
export { Invalid } from "./model/submit/issues.ts";
export { MAX_REASON } from "./view/reason.ts";
export { queueWait } from "./view/queue_wait.ts";
export { recoveryRefs } from "./view/recovery_list.ts";
export {
  entryOfKey,
  keyOfEntry,
  RECOVERY_SORTS,
  RECOVERY_TABS,
  type RecoveryQuery,
} from "./view/recovery_query.ts";
export { linkBetween } from "./view/task_link.ts";
export { termsOf } from "./view/task_search.ts";
export { sharesOf } from "./view/share_use.ts";
export { splitTags } from "./view/tag_text.ts";
export { reservedBefore } from "./view/reserved_before.ts";
export { startsAhead } from "./view/forecast.ts";
export { explainWaiting } from "./view/wait_obstacles.ts";
export { startSentence, waitReason, waitSentence } from "./view/wait_words.ts";
export type { WaitReason } from "./view/wait_reason.ts";
export { waysOut } from "./view/ways_out.ts";
export { readMaskedChanges } from "./model/masked_changes.ts";
export { maskEnv } from "./model/secrets.ts";
export { readCsvRows } from "./model/submit/csv_rows.ts";
export { parseSubmit, previewSubmit } from "./model/submit/parse_submit.ts";
export { readSubmitBody } from "./model/submit/submit_body.ts";
export type { SubmitRequest } from "./model/submit/submit_body.ts";
export type { SubmitContext, TaskSpecDraft } from "./model/submit/draft.ts";
export { type Dice, diceFrom } from "./model/submit/dice.ts";
export { isSecretName } from "./model/secrets.ts";
export { PRIORITIES, writePriority } from "./model/options/priority.ts";
export { OPTIONS, writeOptions } from "./model/options/table.ts";
export { antLine } from "./model/submit/ant_line.ts";
export type {
  EnvSlots,
  LineHit,
  LinePlace,
  LineWindow,
  LogChunk,
  LogStore,
  SearchNews,
} from "./ports.ts";
export type { FoundLine, LogFinds } from "./view/log_finds.ts";
export * from "./model/env_slots.ts";
