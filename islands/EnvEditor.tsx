import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useRef } from "preact/hooks";
import { EnvTable } from "../components/create/EnvTable.tsx";
import type { PasteEnvProps } from "../components/create/PasteEnv.tsx";
import { PresetMenu } from "../components/create/PresetMenu.tsx";
import { Problem } from "../components/parts/Problem.tsx";
import {
  type EnvPreset,
  type EnvReading,
  type EnvRow,
  readEnvJson,
  readRows,
  rowsOf,
  writeValue,
} from "../scheduler/view/env_rows.ts";

/** What the editor holds: rows, or JSON while that mode is on. */
export interface EnvDraft {
  readonly rows: readonly EnvRow[];
  readonly json: string | null;
}

/** What {@linkcode EnvEditor} is given. */
export interface EnvEditorProps {
  readonly draft: EnvDraft;
  readonly onDraft: (draft: EnvDraft) => void;
  /** What stands there is worth keeping. */
  readonly onLeave: () => void;
}

/** Variables for the tasks, as a table or as JSON. */
export default function EnvEditor(props: EnvEditorProps) {
  const { draft, onDraft, onLeave } = props;
  const refused = useSignal<string | null>(null);
  const paste = useSignal<FunctionComponent<PasteEnvProps> | null>(null);
  const paster = useRef<HTMLButtonElement>(null);
  const { rows, json } = draft;
  const reading = json === null ? readRows(rows) : readEnvJson(json);
  const setRows = (next: readonly EnvRow[]) =>
    onDraft({ rows: next, json: null });

  const toTable = () => {
    if (json === null) return;
    refused.value = reading.problems.get(0) ?? null;
    if (refused.value === null) setRows(rowsOf(reading.envar));
  };
  const toJson = () => {
    if (json !== null) return;
    refused.value = reading.problems.size > 0
      ? "Set the marked rows right first"
      : null;
    if (refused.value === null) {
      onDraft({ rows, json: JSON.stringify(reading.envar, null, 2) });
    }
  };
  const add = (preset: EnvPreset | null) => {
    const row = preset === null
      ? { name: "", text: "" }
      : { name: preset.name, text: writeValue(preset.value) };
    setRows([...rows, row]);
    if (preset !== null) onLeave();
  };
  const remove = (place: number) => {
    setRows(rows.filter((_row, at) => at !== place));
    onLeave();
  };
  // What few people use comes with its first use.
  const openPaste = async () => {
    const { PasteEnv } = await import("../components/create/PasteEnv.tsx");
    paste.value = PasteEnv;
  };
  const closePaste = () => {
    paste.value = null;
    paster.current?.focus();
  };
  const merge = async (text: string) => {
    const { mergeRows, readDotEnv } = await import(
      "../scheduler/view/dot_env.ts"
    );
    setRows(mergeRows(rows.filter(isFilled), readDotEnv(text)));
    onLeave();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // Lines of NAME=value, which a field of one line would run together.
    if (!/^\s*(?:export\s+)?\w+\s*=.*\n./m.test(text)) return;
    event.preventDefault();
    void merge(text);
  };
  const Paste = paste.value;
  return (
    <fieldset class="f needs-js" onPaste={onPaste}>
      <div class="line">
        <legend class="lab">Environment</legend>
        <span class="sp" />
        <span class="seg" role="group" aria-label="Editor">
          <Choice word="Table" on={json === null} onClick={toTable} />
          <Choice word="JSON" on={json !== null} onClick={toJson} />
        </span>
      </div>
      {json === null
        ? (
          <EnvTable
            rows={rows}
            problems={reading.problems}
            onRow={(place, row) => setRows(rows.with(place, row))}
            onRemove={remove}
            onLeave={onLeave}
          />
        )
        : (
          <JsonField
            text={json}
            reading={reading}
            onInput={(text) => onDraft({ rows, json: text })}
            onLeave={onLeave}
          />
        )}
      {refused.value !== null && <Problem text={refused.value} />}
      {json === null && (
        <div class="line">
          <PresetMenu
            used={new Set(rows.map(({ name }) => name))}
            onAdd={add}
          />
          <button
            type="button"
            class="b sm gh"
            ref={paster}
            aria-expanded={Paste === null ? "false" : "true"}
            onClick={() => Paste === null ? void openPaste() : closePaste()}
          >
            Paste .env
          </button>
        </div>
      )}
      {json === null && Paste !== null && (
        <Paste
          onClose={closePaste}
          onAdd={(text) => {
            void merge(text);
            closePaste();
          }}
        />
      )}
    </fieldset>
  );
}

function isFilled({ name, text }: EnvRow): boolean {
  return name.trim() !== "" || text.trim() !== "";
}

function Choice(
  { word, on, onClick }: { word: string; on: boolean; onClick: () => void },
) {
  return (
    <button
      type="button"
      aria-pressed={on ? "true" : "false"}
      onClick={onClick}
    >
      {word}
    </button>
  );
}

function JsonField(
  { text, reading, onInput, onLeave }: {
    text: string;
    reading: EnvReading;
    onInput: (text: string) => void;
    onLeave: () => void;
  },
) {
  const problem = reading.problems.get(0);
  return (
    <>
      <textarea
        class="in"
        rows={6}
        aria-label="Variables as JSON"
        aria-invalid={problem === undefined ? undefined : "true"}
        spellcheck={false}
        value={text}
        onInput={(event) => onInput(event.currentTarget.value)}
        onBlur={onLeave}
      >
        {text}
      </textarea>
      {problem !== undefined && <Problem text={problem} />}
    </>
  );
}
