/** Milliseconds since the Unix epoch. */
export type EpochMs = number;

/** A GPU's physical index on this machine, from 0, in PCI bus order. */
export type GpuIndex = number;

/** A task's name, unique among all tasks on record, kept for its whole life. */
export type TaskId = string;

/** Any value that JSON can carry. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };
