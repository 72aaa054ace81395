/** What somebody may do: each role may do what the ones before it may. */
export const ROLES = ["viewer", "agent", "user", "admin"] as const;

/** What somebody is to this server. */
export type Role = typeof ROLES[number];

/** Who makes a request. */
export interface Caller {
  /** The token's name; `null` for the server's own token. */
  readonly name: string | null;
  readonly role: Role;
  /** How many GPUs their tasks may hold at once; `null` for any number. */
  readonly maxGpus: number | null;
  /** How many of their tasks may be queued at once; `null` for any number. */
  readonly maxQueued: number | null;
  /** The highest priority that they may give; absent for any. */
  readonly maxPriority?: number;
  /** Whether their tasks start no sooner than a person approves them. */
  readonly needsApproval?: true;
}

/** Whoever has the server's own token, or need not have one. */
export const OWNER: Caller = {
  name: null,
  role: "admin",
  maxGpus: null,
  maxQueued: null,
};

/** Whoever asks for what is open to all. */
export const NOBODY: Caller = { ...OWNER, role: "viewer" };
