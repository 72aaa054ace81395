import { Icon } from "./Icon.tsx";

/** What {@linkcode SearchField} is given. */
export interface SearchFieldProps {
  readonly id: string;
  readonly text: string;
  readonly hint: string;
  readonly label: string;
  readonly onText: (text: string) => void;
}

/** Words to look for, as a field named `q`; `/` leads to it. */
export function SearchField(props: SearchFieldProps) {
  const { id, text, hint, label, onText } = props;
  return (
    <div class="inw">
      <Icon name="search" />
      <input
        class="in"
        id={id}
        type="search"
        name="q"
        value={text}
        placeholder={hint}
        aria-label={label}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </div>
  );
}
