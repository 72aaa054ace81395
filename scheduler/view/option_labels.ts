import { OPTION_LABELS } from "../model/options/labels.ts";

const LABELS = new Map<string, string>(Object.entries(OPTION_LABELS));

/** What pages call an option, by its name in `/api/v1`. */
export function labelOf(field: string): string {
  return LABELS.get(field) ?? field;
}
