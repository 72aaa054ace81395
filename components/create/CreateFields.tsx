import type { ComponentChildren } from "preact";
import type { CreateForm } from "../../scheduler/view/create_form.ts";
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
  readonly maxGpus: number;
  /** How many things are wrong with the command. */
  readonly problems: number;
  readonly showsHelp: boolean;
  readonly onHelp: (open: boolean) => void;
  readonly onForm: (change: Partial<CreateForm>) => void;
  readonly onInsert: (template: string) => void;
  /** The editor of variables, for those with a script. */
  readonly children: ComponentChildren;
}

/** The fields of new tasks; all of them are sent without a script, too. */
export function CreateFields(props: CreateFieldsProps) {
  const { form, maxGpus, problems, onForm, onInsert } = props;
  const isSingle = form.mode === "single";
  return (
    <>
      <div class="ph">
        <h2 id="form-title" class="sr">New tasks</h2>
        <ModeSwitch mode={form.mode} onChange={(mode) => onForm({ mode })} />
        <span class="c only-l">
          {isSingle ? "One command is one task." : "Every line is a task."}
        </span>
      </div>
      <div class="pad">
        <input type="hidden" name="action" value="submit" />
        <div class={isSingle ? "pair" : "pair single-only"}>
          <TaskIdField
            value={form.taskId}
            onInput={(taskId) => onForm({ taskId })}
          />
          <GpuField
            value={form.nGpus}
            max={maxGpus}
            onChange={(nGpus) => onForm({ nGpus })}
          />
        </div>
        <CommandField
          value={form.command}
          mode={form.mode}
          problems={problems}
          onInput={(command) => onForm({ command })}
        />
        <TemplateHelp
          open={props.showsHelp}
          onToggle={props.onHelp}
          onInsert={onInsert}
        />
        <TagsField
          value={form.tags}
          mode={form.mode}
          onInput={(tags) => onForm({ tags })}
        />
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
