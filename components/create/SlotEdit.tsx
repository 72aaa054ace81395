import { useEffect, useRef } from "preact/hooks";

/** What {@linkcode SlotEdit} is given. */
export interface SlotEditProps {
  readonly name: string;
  readonly onRename: (name: string) => void;
  readonly onReplace: () => void;
  readonly onClear: () => void;
  readonly onClose: () => void;
}

/** Changes a saved set: its name, what is in it, or whether it is there. */
export function SlotEdit(props: SlotEditProps) {
  const { name, onRename, onReplace, onClear, onClose } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const rename = () => {
    const typed = field.current!.value.trim();
    if (typed !== "" && typed !== name) onRename(typed);
    else onClose();
  };
  return (
    <li
      class="slot edit"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        else if (event.key === "Enter" && event.target === field.current) {
          rename();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <input
        class="in"
        ref={field}
        defaultValue={name}
        aria-label={`Name of ${name}`}
        spellcheck={false}
      />
      <span class="line">
        <button type="button" class="b sm pri" onClick={rename}>Rename</button>
        <button type="button" class="b sm" onClick={onReplace}>
          Replace with these
        </button>
        <button type="button" class="b sm gh" onClick={onClear}>Clear</button>
        <button type="button" class="b sm gh" onClick={onClose}>Cancel</button>
      </span>
    </li>
  );
}
