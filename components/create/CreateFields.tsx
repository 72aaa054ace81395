import type { ComponentChildren } from "preact";
import type { CreateForm } from "../../scheduler/view/create_form.ts";
import type { EnvValues } from "../../scheduler/view/env_rows.ts";
import { when } from "../../scheduler/view/words.ts";
import { CommandField } from "./CommandField.tsx";
import { GpuField } from "./GpuField.tsx";
import { ModeSwitch } from "./ModeSwitch.tsx";
import { TagsField } from "./TagsField.tsx";
import { TaskIdField } from "./TaskIdField.tsx";
import { TemplateHelp } from "./TemplateHelp.tsx";

/** What {@linkcode CreateFields} is given. */
export interface CreateFieldsProps {
  readonly form: CreateForm;
  /** Variables, as one text, for those without a script. */
  readonly envText: string;
  /** The variables as they stand in the editor. */
  readonly envar: EnvValues;
  readonly defaultGpus: number;
  readonly maxGpus: number;
  readonly submitKey: string;
  /** When this browser kept the draft; `null` where there is none. */
  readonly savedAtMs: number | null;
  /** How many things are wrong with the command. */
  readonly problems: number;
  readonly showsHelp: boolean;
  readonly onHelp: (open: boolean) => void;
  readonly onForm: (change: Partial<CreateForm>) => void;
  readonly onInsert: (template: string) => void;
  /** What templates mean. */
  readonly meanings: ComponentChildren;
  readonly optionFields: ComponentChildren;
  readonly onFile: (file: File) => void;
  /** The command with its lines marked. */
  readonly lines: ComponentChildren;
  /** The editor of variables, for those with a script. */
  readonly children: ComponentChildren;
}

/** The fields of new tasks; all of them are sent without a script, too. */
export function CreateFields(props: CreateFieldsProps) {
  const { form, envar, maxGpus, savedAtMs, onForm } = props;
  const isSingle = form.mode === "single";
  return (
    <>
      <div class="ph">
        <h2 id="form-title" class="sr">New tasks</h2>
        <ModeSwitch mode={form.mode} onChange={(mode) => onForm({ mode })} />
        <span class="c only-l">
          {isSingle ? "One command, one task." : "Every line a task."}
        </span>
        {savedAtMs !== null && (
          <span class="c end" title="In this browser">
            Draft saved {when(savedAtMs, Date.now()).replace("today ", "")}
          </span>
        )}
      </div>
      <div class="pad">
        <input type="hidden" name="action" value="submit" />
        <input type="hidden" name="key" value={props.submitKey} />
        <div class={isSingle ? "pair" : "pair single-only"}>
          <TaskIdField
            value={form.taskId}
            overridden={"ant_task_id" in envar}
            onInput={(taskId) => onForm({ taskId })}
          />
          <GpuField
            value={form.nGpus}
            overridden={"ant_n_gpus" in envar}
            max={maxGpus}
            onChange={(nGpus) => onForm({ nGpus })}
          />
        </div>
        <CommandField
          value={form.command}
          mode={form.mode}
          problems={props.problems}
          defaultGpus={props.defaultGpus}
          lines={props.lines}
          onFile={props.onFile}
          onInput={(command) => onForm({ command })}
        />
        <TemplateHelp
          open={props.showsHelp}
          onToggle={props.onHelp}
          onInsert={props.onInsert}
        >
          {props.meanings}
        </TemplateHelp>
        <TagsField
          value={form.tags}
          mode={form.mode}
          onInput={(tags) => onForm({ tags })}
        />
        {props.optionFields}
        {props.children}
        <div class="f without-js">
          <label for="env-text">Environment</label>
          <textarea
            class="in"
            id="env-text"
            name="env_text"
            rows={4}
            spellcheck={false}
          >
            {props.envText}
          </textarea>
          <p class="help">One NAME=value on a line, or one JSON object.</p>
        </div>
      </div>
    </>
  );
}
