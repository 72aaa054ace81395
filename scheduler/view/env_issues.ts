import type { EnvReading, EnvRow } from "./env_rows.ts";
import type { FormIssue } from "./form_issue.ts";

/** The issues of the editor of variables. */
export function envIssues(
  { problems }: EnvReading,
  rows: readonly EnvRow[],
  isJson: boolean,
): readonly FormIssue[] {
  return [...problems].map(([row, problem]) => {
    const name = isJson ? "Environment" : rows[row]?.name.trim();
    const place = name || `row ${row + 1}`;
    return {
      message: `Environment, ${place}: ${problem}`,
      line: null,
      target: isJson ? "env-json" : `env-name-${row}`,
      place,
    };
  });
}
