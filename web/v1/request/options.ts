import { z } from "zod";
import { OPTIONS } from "../../../scheduler/mod.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const wanted = z.union([scalar, z.array(z.union([z.string(), z.number()]))]);

/** When, where and how a task may run, each as text or in JSON's way. */
export const OptionsWish = z.strictObject(
  Object.fromEntries(
    OPTIONS.map(({ field, help }) => [field, wanted.optional().describe(help)]),
  ),
).describe("When, where and how it may run.");

/** The same for a task that waits; null takes an option away. */
export const OptionsChange = z.strictObject(
  Object.fromEntries(
    OPTIONS.map(({ field, help }) => [
      field,
      wanted.nullable().optional().describe(help),
    ]),
  ),
).describe("Options to change; null takes one away, others stay.");

/** Options as they are shown. */
export const WrittenOptions = z.strictObject(
  Object.fromEntries(
    OPTIONS.map((
      { field, help },
    ) => [field, z.string().optional().describe(help)]),
  ),
).describe("What else it asked for, as text.");
