/** What {@linkcode TaskIdField} is given. */
export interface TaskIdFieldProps {
  readonly value: string;
  /** Whether a variable names the task instead. */
  readonly overridden?: boolean;
  readonly onInput?: ((text: string) => void) | undefined;
}

/** The task's name, which may be a template, or nothing. */
export function TaskIdField({ value, overridden, onInput }: TaskIdFieldProps) {
  return (
    <div class="f">
      <label for="task-id">Task ID</label>
      <input
        class="in mono"
        id="task-id"
        name="task_id"
        value={value}
        placeholder="drawn when left empty"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="task-id-help"
        onInput={(event) => onInput?.(event.currentTarget.value)}
      />
      <p class="help" id="task-id-help">
        {overridden ? "ant_task_id in the environment goes first." : (
          <>
            A name, or a template such as{" "}
            <span class="mono s">run-[uuid8]</span>
            <span class="without-js">, in Single mode</span>.
          </>
        )}
      </p>
    </div>
  );
}
