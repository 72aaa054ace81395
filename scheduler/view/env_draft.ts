import { isSecretName } from "../model/secrets.ts";
import { type EnvRow, readEnvJson, rowsOf } from "./env_rows.ts";

/** What the editor of variables holds: rows, or JSON while that mode is on. */
export interface EnvDraft {
  readonly rows: readonly EnvRow[];
  readonly json: string | null;
}

/** A draft as a browser may keep it. */
export interface KeptEnv {
  /** Without what looks secret: this may stay for long. */
  readonly open: EnvDraft;
  /** All of it, for as long as a tab lives; `null` where nothing is secret. */
  readonly secret: EnvDraft | null;
}

/** A value that stands for one which the server keeps, and tells nothing. */
const MASKED = /^\*{8}/;

/** Parts what may be kept for long from what looks secret. */
export function keptEnv(draft: EnvDraft): KeptEnv {
  const rows = draft.json === null
    ? draft.rows
    : rowsOf(readEnvJson(draft.json).envar);
  const open = rows.map((row): EnvRow =>
    isSecret(row) ? { name: row.name, text: "", isLost: true } : row
  );
  const isOpen = open.every((row, place) => row === rows[place]);
  if (isOpen) return { open: draft, secret: null };
  return { open: { rows: open, json: null }, secret: draft };
}

function isSecret({ name, text }: EnvRow): boolean {
  return text !== "" && !MASKED.test(text) && isSecretName(name.trim());
}
