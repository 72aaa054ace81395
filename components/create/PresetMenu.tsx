import { ENV_PRESETS, type EnvPreset } from "../../scheduler/view/env_rows.ts";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode PresetMenu} is given. */
export interface PresetMenuProps {
  readonly used: ReadonlySet<string>;
  /** `null` adds an empty row. */
  readonly onAdd: (preset: EnvPreset | null) => void;
}

/** Adds a variable: one of ANT's own, or a custom one. */
export function PresetMenu({ used, onAdd }: PresetMenuProps) {
  const left = ENV_PRESETS.filter(({ name }) => !used.has(name));
  return (
    <>
      <button type="button" class="b sm" onClick={() => onAdd(null)}>
        <Icon name="plus" />Add variable
      </button>
      <details class="menu">
        <summary class="b sm gh">
          Presets <Icon name="chev" />
        </summary>
        <ul>
          {left.length === 0 && <li class="help">All are in use.</li>}
          {left.map((preset) => (
            <li key={preset.name}>
              <button
                type="button"
                class="b sm gh"
                onClick={(event) => {
                  event.currentTarget.closest("details")!.open = false;
                  onAdd(preset);
                }}
              >
                <span class="mono s">{preset.name}</span>
                <span class="help">{preset.hint}</span>
              </button>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
