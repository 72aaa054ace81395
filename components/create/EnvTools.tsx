import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useRef } from "preact/hooks";
import type { EnvPreset } from "../../scheduler/view/env_presets.ts";
import { Icon } from "../parts/Icon.tsx";
import type { PasteEnvProps } from "./PasteEnv.tsx";
import type { PresetListProps } from "./PresetList.tsx";

/** What {@linkcode EnvTools} is given. */
export interface EnvToolsProps {
  readonly used: ReadonlySet<string>;
  /** `null` adds an empty row. */
  readonly onAdd: (preset: EnvPreset | null) => void;
  /** Takes over the text of a `.env` file. */
  readonly onMerge: (text: string) => void;
}

/** Adds variables: an empty row, one of ANT's own, or those of a file. */
export function EnvTools({ used, onAdd, onMerge }: EnvToolsProps) {
  const paster = useRef<HTMLButtonElement>(null);
  // What few people use comes with its first use.
  const Presets = useSignal<FunctionComponent<PresetListProps> | null>(null);
  const Paste = useSignal<FunctionComponent<PasteEnvProps> | null>(null);
  const openPaste = async () => {
    Paste.value = (await import("./PasteEnv.tsx")).PasteEnv;
  };
  const closePaste = () => {
    Paste.value = null;
    paster.current?.focus();
  };
  return (
    <>
      <div class="line">
        <button type="button" class="b sm" onClick={() => onAdd(null)}>
          <Icon name="plus" />Add variable
        </button>
        <details
          class="menu"
          onToggle={async () => {
            Presets.value ??= (await import("./PresetList.tsx")).PresetList;
          }}
        >
          <summary class="b sm gh">
            Presets <Icon name="chev" />
          </summary>
          {Presets.value !== null && (
            <Presets.value
              used={used}
              onAdd={onAdd}
            />
          )}
        </details>
        <button
          type="button"
          class="b sm gh"
          ref={paster}
          aria-expanded={Paste.value === null ? "false" : "true"}
          onClick={() => Paste.value === null ? void openPaste() : closePaste()}
        >
          Paste .env
        </button>
      </div>
      {Paste.value !== null && (
        <Paste.value
          onClose={closePaste}
          onAdd={(text) => {
            onMerge(text);
            closePaste();
          }}
        />
      )}
    </>
  );
}
