/** The policies to choose from: who may start before whom. */
export const POLICY_NAMES = ["fifo", "backfill"] as const;

/** One of them. */
export type PolicyName = typeof POLICY_NAMES[number];
