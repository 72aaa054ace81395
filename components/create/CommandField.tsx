import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { QueueMode } from "./ModeSwitch.tsx";

/** What {@linkcode CommandField} is given. */
export interface CommandFieldProps {
  readonly value: string;
  readonly mode: QueueMode;
  readonly problems: number;
  readonly defaultGpus: number;
  readonly onInput?: ((text: string) => void) | undefined;
  readonly onFile?: ((file: File) => void) | undefined;
  /** The same text with its lines numbered and marked, to lie under it. */
  readonly lines?: ComponentChildren;
}

/** What to run. */
export function CommandField(props: CommandFieldProps) {
  const { value, mode, problems, lines = null, onInput, onFile } = props;
  const isMulti = mode === "multi";
  // What the server draws; while people type, only the value changes.
  const first = useRef(value);
  return (
    <div class="f">
      <label for="command">{isMulti ? "Commands" : "Command"}</label>
      <div
        class={lines === null ? "in ed" : "in ed lit"}
        onDrop={(event) => {
          const file = event.dataTransfer?.files[0];
          if (file === undefined) return;
          event.preventDefault();
          onFile?.(file);
        }}
      >
        {lines}
        <textarea
          id="command"
          name="command"
          rows={isMulti ? 10 : 5}
          required
          spellcheck={false}
          autocapitalize="off"
          aria-invalid={problems > 0 ? "true" : undefined}
          aria-describedby="command-help problems"
          onInput={(event) => onInput?.(event.currentTarget.value)}
          value={value}
        >
          {first.current}
        </textarea>
      </div>
      <p class="help" id="command-help">
        {isMulti ? <MultiHelp gpus={props.defaultGpus} /> : (
          "Lines become one command."
        )} <span class="mono s">\</span> at a line's end continues it,{" "}
        <span class="mono s">#</span> begins a comment line.
      </p>
    </div>
  );
}

function MultiHelp({ gpus }: { gpus: number }) {
  return (
    <>
      Every line is a task, with {gpus} {gpus === 1 ? "GPU" : "GPUs"}{" "}
      where it says no <span class="mono s">ant_n_gpus=</span>.
    </>
  );
}
