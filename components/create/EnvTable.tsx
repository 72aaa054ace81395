import type { EnvRow } from "../../scheduler/view/env_rows.ts";
import { EnvLine } from "./EnvLine.tsx";

/** What {@linkcode EnvTable} is given. */
export interface EnvTableProps {
  readonly rows: readonly EnvRow[];
  readonly problems: ReadonlyMap<number, string>;
  readonly onRow: (place: number, row: EnvRow) => void;
  readonly onRemove: (place: number) => void;
}

/** The variables as a table of names and values. */
export function EnvTable(props: EnvTableProps) {
  const { rows, problems, onRow, onRemove } = props;
  if (rows.length === 0) {
    return <p class="help">No variables. Tasks get the server's own.</p>;
  }
  return (
    <table class="env">
      <thead>
        <tr>
          <th>Name</th>
          <th>Value</th>
          <th class="only-l">Type</th>
          <th>
            <span class="sr">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <EnvLine
            key={place}
            row={row}
            place={place}
            problem={problems.get(place) ?? null}
            onRow={onRow}
            onRemove={onRemove}
          />
        ))}
      </tbody>
    </table>
  );
}
