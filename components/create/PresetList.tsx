import {
  ENV_PRESETS,
  type EnvPreset,
} from "../../scheduler/view/env_presets.ts";

/** What {@linkcode PresetList} is given. */
export interface PresetListProps {
  readonly used: ReadonlySet<string>;
  readonly onAdd: (preset: EnvPreset) => void;
}

/** ANT's own variables that are not in use yet. */
export function PresetList({ used, onAdd }: PresetListProps) {
  const left = ENV_PRESETS.filter(({ name }) => !used.has(name));
  return (
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
  );
}
