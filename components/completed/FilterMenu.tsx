import type { ComponentChildren } from "preact";
import { grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** One thing to choose. */
export interface FilterChoice {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** What {@linkcode FilterMenu} is given. */
export interface FilterMenuProps {
  /** What it is about: `Tag`. */
  readonly noun: string;
  /** The field that the choices belong to. */
  readonly name: string;
  readonly chosen: readonly string[];
  readonly choices: readonly FilterChoice[];
}

/** Any of several values, each with how many tasks have it. */
export function FilterMenu(props: FilterMenuProps) {
  const { noun, name, chosen, choices } = props;
  const gone = chosen.filter((value) =>
    choices.every((choice) => choice.value !== value)
  ).map((value) => ({ value, label: value, count: 0 }));
  const all = [...choices, ...gone];
  const labels = all.filter(({ value }) => chosen.includes(value))
    .map(({ label }) => label);
  return (
    <MenuBox noun={noun} said={labels.length === 0 ? "any" : labels.join(", ")}>
      {all.length === 0 && <p class="help">None to choose from.</p>}
      {all.map(({ value, label, count }) => (
        <label key={value} class="choice">
          <input
            class="cb"
            type="checkbox"
            name={name}
            value={value}
            checked={chosen.includes(value)}
          />
          <span class="cut">{label}</span>
          <span class="c num">{grouped(count)}</span>
        </label>
      ))}
    </MenuBox>
  );
}

/** A button that says what is chosen, and unfolds what there is to choose. */
export function MenuBox(
  { noun, said, children }: {
    noun: string;
    said: string;
    children: ComponentChildren;
  },
) {
  const isAny = said.startsWith("any");
  return (
    <details class="menu" data-menu>
      <summary class={isAny ? "chip" : "chip on"}>
        <span class="cut">
          {noun}: {said}
        </span>
        <Icon name="chev" />
      </summary>
      <div class="choices" role="group" aria-label={noun}>{children}</div>
    </details>
  );
}
