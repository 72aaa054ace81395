import type { GpuSample } from "../model/gpu.ts";

/** What is taken for a fault of a GPU itself. */
export interface FaultRules {
  /** Numbers of the driver's errors that are no program's doing. */
  readonly xids: readonly number[];
  /** Whether a further uncorrectable memory error is one. */
  readonly ecc: boolean;
}

/** What a GPU keeps from one sample to the next, as far as it was known. */
export type FaultMarks = Pick<GpuSample, "uncorrectedErrors" | "xid">;

/** Takes from a sample what it knows, and keeps what it does not. */
export function markFaults(
  before: FaultMarks,
  { uncorrectedErrors, xid }: GpuSample,
): FaultMarks {
  return {
    uncorrectedErrors: uncorrectedErrors ?? before.uncorrectedErrors ?? null,
    xid: xid ?? before.xid ?? null,
  };
}

/**
 * Says what went wrong on a GPU since an earlier sample; `null` for nothing.
 * What was counted before the first sample is no news: a person may have
 * taken the GPU back in spite of it.
 */
export function newFault(
  before: FaultMarks,
  { uncorrectedErrors, xid }: FaultMarks,
  { xids, ecc }: FaultRules,
): string | null {
  const isNewXid = xid != null && xid.seq !== before.xid?.seq;
  if (isNewXid && xids.includes(xid.code)) {
    return `Xid ${xid.code}: ${xid.words}`;
  }
  const known = before.uncorrectedErrors;
  if (!ecc || known == null || uncorrectedErrors == null) return null;
  const more = uncorrectedErrors - known;
  if (more <= 0) return null;
  return `${more} uncorrectable memory error${more === 1 ? "" : "s"} (ECC)`;
}
