import { type EnvRow, typeWord } from "../../scheduler/view/env_rows.ts";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode EnvLine} is given. */
export interface EnvLineProps {
  readonly row: EnvRow;
  readonly place: number;
  readonly problem: string | null;
  readonly onRow: (place: number, row: EnvRow) => void;
  readonly onRemove: (place: number) => void;
}

/** One variable in the table. */
export function EnvLine(props: EnvLineProps) {
  const { row, place, problem, onRow, onRemove } = props;
  const what = row.name.trim() === "" ? `row ${place + 1}` : row.name;
  return (
    <tr>
      <td class="name">
        <input
          class="in"
          id={`env-name-${place}`}
          value={row.name}
          aria-label={`Name, row ${place + 1}`}
          aria-invalid={problem !== null ? "true" : undefined}
          aria-describedby={problem !== null ? `env-wrong-${place}` : undefined}
          spellcheck={false}
          onInput={(event) =>
            onRow(place, { ...row, name: event.currentTarget.value })}
        />
        {problem !== null && (
          <p class="err" id={`env-wrong-${place}`}>{problem}</p>
        )}
      </td>
      <td>
        <input
          class="in"
          id={`env-text-${place}`}
          value={row.text}
          aria-label={`Value of ${what}`}
          spellcheck={false}
          onInput={(event) =>
            onRow(place, { ...row, text: event.currentTarget.value })}
        />
      </td>
      <td class="type only-l">{typeWord(row.text)}</td>
      <td>
        <button
          type="button"
          class="b gh ic sm"
          aria-label={`Remove ${what}`}
          title="Remove"
          onClick={() => onRemove(place)}
        >
          <Icon name="x" />
        </button>
      </td>
    </tr>
  );
}
