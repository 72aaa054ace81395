import { useState } from "preact/hooks";
import { readDotEnv } from "../../scheduler/view/dot_env.ts";
import { counted } from "../../scheduler/view/words.ts";

/** What {@linkcode PasteEnv} is given. */
export interface PasteEnvProps {
  readonly onAdd: (text: string) => void;
  readonly onClose: () => void;
}

/** Takes the text of a `.env` file apart into variables. */
export function PasteEnv({ onAdd, onClose }: PasteEnvProps) {
  const [text, setText] = useState("");
  const rows = readDotEnv(text);
  const word = rows.length === 0 ? "Add" : `Add ${
    counted(
      rows.length,
      "variable",
    )
  }`;
  return (
    <div class="f">
      <label for="dot-env">Text of a .env file</label>
      <textarea
        ref={(field) => {
          if (field !== null && text === "") field.focus();
        }}
        class="in"
        id="dot-env"
        rows={4}
        spellcheck={false}
        autocapitalize="off"
        placeholder="NAME=value"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onClose();
        }}
      />
      <div class="line">
        <span class="sp" />
        <button type="button" class="b sm" onClick={onClose}>Cancel</button>
        <button
          type="button"
          class="b sm pri"
          aria-disabled={rows.length === 0 ? "true" : undefined}
          onClick={() => rows.length > 0 && onAdd(text)}
        >
          {word}
        </button>
      </div>
    </div>
  );
}
