import { z } from "zod";

const HIGHEST_PORT = 65_535; // 16 bits, RFC 9293

/** What the schema says of a key beside its type. */
interface KeyNotes {
  /** One sentence. */
  readonly description: string;
  readonly unit?: string;
  /** Accepted because ANT 1.1.0 has it, without any effect here. */
  readonly legacy?: true;
  [note: string]: unknown; // What zod asks of metadata.
}

/** Gives a type its notes. */
export function noted<Type extends z.ZodType>(
  type: Type,
  notes: KeyNotes,
): Type {
  return type.meta(notes);
}

/** A port number; 0 lets the system choose. */
export function port(number: number, description: string) {
  const type = z.int().min(0).max(HIGHEST_PORT).default(number);
  return noted(type, { description });
}

/** On or off. */
export function flag(value: boolean, description: string) {
  return noted(z.boolean().default(value), { description });
}

/** A text that is not empty. */
export function text(value: string, description: string) {
  return noted(z.string().min(1).default(value), { description });
}

/** A whole number within bounds. */
export function count(
  value: number,
  min: number,
  max: number,
  notes: KeyNotes,
) {
  return noted(z.int().min(min).max(max).default(value), notes);
}

/** A duration in seconds, as the config file writes them. */
export function seconds(value: number, min: number, max: number, of: string) {
  const type = z.number().min(min).max(max).default(value);
  return noted(type, { description: of, unit: "seconds" });
}

/** Any number from 0 on, in a unit. */
export function amount(
  value: number,
  max: number,
  unit: string,
  description: string,
) {
  return noted(z.number().min(0).max(max).default(value), {
    description,
    unit,
  });
}

/** A part of a whole, from 0 to 1. */
export function fraction(value: number, description: string) {
  const type = z.number().min(0).max(1).default(value);
  return noted(type, { description });
}

/** A number of lines of text. */
export function lines(value: number, description: string) {
  return count(value, 1, 100_000, { description, unit: "lines" });
}

/** A key that is accepted and does nothing. */
export function legacy<Type extends z.ZodType>(
  type: Type,
  description: string,
) {
  return noted(type.optional(), { description, legacy: true });
}

/** A name that ANT 1.1.0 let its users replace; only its own is known here. */
export function onlyName(name: string, what: string) {
  return legacy(z.literal(name), `Named ANT's ${what}; there is only one.`);
}

/** A size in characters. */
export const onScreen = z.union([z.literal("inf"), z.number().positive()]);
