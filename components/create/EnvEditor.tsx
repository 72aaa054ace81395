import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { EnvDraft } from "../../scheduler/view/env_draft.ts";
import type { EnvPreset } from "../../scheduler/view/env_presets.ts";
import {
  type EnvReading,
  type EnvRow,
  rowsOf,
  writeValue,
} from "../../scheduler/view/env_rows.ts";
import { Problem } from "../parts/Problem.tsx";
import { EnvTable } from "./EnvTable.tsx";
import { EnvTools } from "./EnvTools.tsx";

/** What {@linkcode EnvEditor} is given. */
export interface EnvEditorProps {
  readonly draft: EnvDraft;
  readonly reading: EnvReading;
  /** What it is for: one task, or all. */
  readonly title: string;
  readonly onDraft: (draft: EnvDraft) => void;
}

/** Lines of NAME=value, which a field of one line would run together. */
const MANY_LINES = /^\s*(?:export\s+)?\w+\s*=.*\n./m;

/** Variables for the tasks, as a table or as JSON. */
export function EnvEditor(props: EnvEditorProps) {
  const { draft: { rows, json }, reading, title, onDraft } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  const refused = useSignal<string | null>(null);
  // Where a person goes on after a row has come or gone.
  const focus = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (focus.current === null) return;
    root.current?.querySelector<HTMLElement>(focus.current)?.focus();
    focus.current = null;
  });
  const setRows = (next: readonly EnvRow[]) =>
    onDraft({ rows: next, json: null });
  const turn = (next: EnvDraft, problem: string | undefined) => {
    refused.value = problem ?? null;
    if (problem === undefined) onDraft(next);
  };
  const toTable = () =>
    turn({ rows: rowsOf(reading.envar), json: null }, reading.problems.get(0));
  const toJson = () =>
    turn(
      { rows, json: JSON.stringify(reading.envar, null, 2) },
      reading.problems.size > 0 ? "Set the marked rows right first" : undefined,
    );
  const add = (preset: EnvPreset | null) => {
    focus.current = `#env-${preset === null ? "name" : "text"}-${rows.length}`;
    setRows([
      ...rows,
      preset === null
        ? { name: "", text: "" }
        : { name: preset.name, text: writeValue(preset.value) },
    ]);
  };
  const remove = (place: number) => {
    const next = Math.min(place, rows.length - 2);
    focus.current = next < 0 ? ".b" : `tr:nth-child(${next + 1}) .b`;
    setRows(rows.filter((_row, at) => at !== place));
  };
  const merge = async (text: string) => {
    const { mergeRows, readDotEnv } = await import(
      "../../scheduler/view/dot_env.ts"
    );
    setRows(mergeRows(rows.filter(isFilled), readDotEnv(text)));
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const isField = event.target instanceof HTMLInputElement;
    if (!isField || !MANY_LINES.test(text)) return;
    event.preventDefault();
    void merge(text);
  };
  const onDrop = async (event: DragEvent) => {
    const file = event.dataTransfer?.files[0];
    if (file === undefined || json !== null) return;
    event.preventDefault();
    void merge(await file.text());
  };
  return (
    <fieldset
      class="f needs-js"
      ref={root}
      onPaste={onPaste}
      onDrop={onDrop}
      onInput={() => refused.value = null}
    >
      <div class="line">
        <legend class="lab">{title}</legend>
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
          />
        )
        : (
          <JsonField
            text={json}
            problem={reading.problems.get(0)}
            onInput={(text) => onDraft({ rows, json: text })}
          />
        )}
      {refused.value !== null && json === null && (
        <Problem text={refused.value} />
      )}
      {json === null && (
        <EnvTools
          used={new Set(rows.map(({ name }) => name))}
          onAdd={add}
          onMerge={(text) => void merge(text)}
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
      onClick={() => on || onClick()}
    >
      {word}
    </button>
  );
}

function JsonField(
  { text, problem, onInput }: {
    text: string;
    problem: string | undefined;
    onInput: (text: string) => void;
  },
) {
  return (
    <>
      <textarea
        class="in"
        id="env-json"
        rows={Math.max(6, text.split("\n").length)}
        aria-label="Variables as JSON"
        aria-invalid={problem === undefined ? undefined : "true"}
        aria-describedby={problem === undefined
          ? undefined
          : "env-json-problem"}
        spellcheck={false}
        autocapitalize="off"
        value={text}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {problem !== undefined && (
        <Problem
          id="env-json-problem"
          text={problem}
        />
      )}
    </>
  );
}
