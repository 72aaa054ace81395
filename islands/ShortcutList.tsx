import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { KeyCaps } from "../components/frame/KeyCaps.tsx";
import { Icon } from "../components/parts/Icon.tsx";
import { generalKeys } from "../web/client/general_keys.ts";
import {
  areSingleKeysOn,
  setSingleKeys,
  type ShortcutGroup,
  shortcutGroups,
  useShortcuts,
} from "../web/client/keys.ts";

/** What {@linkcode ShortcutList} is given. */
export interface ShortcutListProps {
  readonly onClose: () => void;
}

/** The keyboard shortcuts that work on this page. */
export default function ShortcutList({ onClose }: ShortcutListProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const areOn = useSignal(areSingleKeysOn());
  const groups = useRef<readonly ShortcutGroup[] | null>(null);
  groups.current ??= merged([...shortcutGroups(), ...generalKeys()]);
  useLayoutEffect(() => dialog.current!.showModal(), []);
  const close = () => dialog.current!.close();
  return (
    <dialog
      ref={dialog}
      class="dlg keys"
      aria-labelledby="keys-title"
      data-keys="Shortcuts"
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && close()}
    >
      <CloseKey close={close} />
      <div class="dh">
        <h2 id="keys-title">Keyboard shortcuts</h2>
        <button
          type="button"
          class="b gh ic"
          aria-label="Close (Escape)"
          onClick={close}
        >
          <Icon name="x" />
        </button>
        <p>Those that work on this page.</p>
      </div>
      <div class="db" tabIndex={0} role="region" aria-label="Shortcuts">
        {groups.current.map(({ group, shortcuts }) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {shortcuts.map(({ keys, does }) => (
                <div key={keys}>
                  <dt>{does}</dt>
                  <dd>
                    {keys.split(" or ").map((one, place) => (
                      <span key={one}>
                        {place > 0 && " or "}
                        <KeyCaps keys={one} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div class="df">
        <label class="sw">
          <input
            type="checkbox"
            role="switch"
            checked={areOn.value}
            onChange={({ currentTarget }) => {
              setSingleKeys(currentTarget.checked);
              areOn.value = currentTarget.checked;
            }}
          />
          Single-key shortcuts
        </label>
        <span class="help">Off, a letter alone does nothing.</span>
      </div>
    </dialog>
  );
}

/** The key that opened the list closes it. */
function CloseKey({ close }: { close: () => void }) {
  useShortcuts("Shortcuts", () => [{ keys: "?", does: "", run: close }]);
  return null;
}

/** One line for what several keys do. */
function merged(groups: readonly ShortcutGroup[]): readonly ShortcutGroup[] {
  const byName = new Map<string, Map<string, string[]>>();
  for (const { group, shortcuts } of groups) {
    const lines = byName.get(group) ?? new Map<string, string[]>();
    byName.set(group, lines);
    for (const { keys, does } of shortcuts) {
      if (does === "") continue;
      lines.set(does, [...new Set([...lines.get(does) ?? [], keys])]);
    }
  }
  return [...byName].map(([group, lines]) => ({
    group,
    shortcuts: [...lines].map(([does, keys]) => ({
      keys: keys.join(" or "),
      does,
      run: () => {},
    })),
  }));
}
