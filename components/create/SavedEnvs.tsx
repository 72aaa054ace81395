import { useSignal } from "@preact/signals";
import type { ComponentChildren, FunctionComponent } from "preact";
import type { EnvSlotsProps, SlotPress } from "./EnvSlots.tsx";

/** What {@linkcode SavedEnvs} is given. */
export interface SavedEnvsProps extends Omit<EnvSlotsProps, "first"> {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** The same slots, as the server has drawn them. */
  readonly children: ComponentChildren;
}

/** What comes with the first press of a slot. */
interface Live {
  readonly Slots: FunctionComponent<EnvSlotsProps>;
  readonly first: SlotPress;
}

/** Saved sets of variables, which come alive once somebody uses them. */
export function SavedEnvs(props: SavedEnvsProps) {
  const { open, onOpen, children, ...rest } = props;
  const live = useSignal<Live | null>(null);
  const start = async ({ target }: Event) => {
    const { EnvSlots, pressOf } = await import("./EnvSlots.tsx");
    const first = pressOf(target);
    if (first !== null) live.value ??= { Slots: EnvSlots, first };
  };
  const { Slots, first } = live.value ?? {};
  return (
    <details
      class="plain needs-js"
      open={open}
      onToggle={(event) => onOpen(event.currentTarget.open)}
    >
      <summary>
        Saved environments <span class="help">for all who use this server</span>
      </summary>
      {Slots === undefined
        ? <div onClick={(event) => void start(event)}>{children}</div>
        : <Slots {...rest} first={first!} />}
    </details>
  );
}
