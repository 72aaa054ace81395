import type { QueueMode } from "./ModeSwitch.tsx";

/** What {@linkcode CommandField} is given. */
export interface CommandFieldProps {
  readonly value: string;
  readonly mode: QueueMode;
  readonly problems: number;
  readonly onInput?: ((text: string) => void) | undefined;
}

/** What to run. */
export function CommandField(props: CommandFieldProps) {
  const { value, mode, problems, onInput } = props;
  return (
    <div class="f">
      <label for="command">{mode === "multi" ? "Commands" : "Command"}</label>
      <textarea
        class="in"
        id="command"
        name="command"
        rows={mode === "multi" ? 10 : 5}
        required
        spellcheck={false}
        autocapitalize="off"
        aria-invalid={problems > 0 ? "true" : undefined}
        aria-describedby="command-help problems"
        onInput={(event) => onInput?.(event.currentTarget.value)}
        value={value}
      >
        {value}
      </textarea>
      <p class="help" id="command-help">
        In Multi mode every line is a task; <span class="mono s">\</span>{" "}
        at a line's end continues it, <span class="mono s">#</span>{" "}
        begins a comment line. <span class="needs-js">Ctrl Enter queues.</span>
      </p>
    </div>
  );
}
