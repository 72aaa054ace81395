import { useState } from "preact/hooks";
import {
  optionInput,
  optionTarget,
  type OptionTexts,
} from "../../scheduler/view/option_fields.ts";
import {
  choicesWith,
  type OptionInForm,
  OPTIONS_IN_FORM,
} from "../../scheduler/view/option_form.ts";

/** What {@linkcode OptionFields} is given. */
export interface OptionFieldsProps {
  readonly texts: OptionTexts;
  /** What is wrong, by the option's name. */
  readonly wrong: OptionTexts;
  /** The ids of other tasks, to choose from. */
  readonly known: readonly string[];
  /** With what the ids of the fields begin, where a page has two forms. */
  readonly prefix?: string;
}

/** When, where and how a task may run: closed where nothing is asked for. */
export function OptionFields(props: OptionFieldsProps) {
  const { texts, wrong, known, prefix = "" } = props;
  const [isSet] = useState(() => Object.keys(texts).length > 0);
  const isOpen = isSet || Object.keys(wrong).length > 0;
  return (
    <details class="plain opts" open={isOpen}>
      <summary>
        Options <span class="help">when, where and how it may run</span>
      </summary>
      <div class="opt-grid">
        {OPTIONS_IN_FORM.map((option) => (
          <Field
            key={option.field}
            option={option}
            text={texts[option.field] ?? ""}
            problem={wrong[option.field] ?? ""}
            prefix={prefix}
          />
        ))}
      </div>
      <datalist id={`${prefix}known-tasks`}>
        {known.map((id) => <option key={id} value={id} />)}
      </datalist>
    </details>
  );
}

interface FieldProps {
  readonly option: OptionInForm;
  readonly text: string;
  readonly problem: string;
  readonly prefix: string;
}

function Field({ option, text, problem, prefix }: FieldProps) {
  const { field, label, help, choices, namesTasks } = option;
  const id = `${prefix}${optionTarget(field)}`;
  const common = {
    class: "in",
    id,
    name: optionInput(field),
    value: text,
    "aria-invalid": problem === "" ? undefined : "true",
    "aria-describedby": `${id}-help ${id}-problem`,
  } as const;
  return (
    <div class="f">
      <label for={id}>{label}</label>
      {choices === null
        ? (
          <input
            {...common}
            list={namesTasks ? `${prefix}known-tasks` : undefined}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
          />
        )
        : (
          <select {...common}>
            {choicesWith(choices, text).map(([value, word]) => (
              <option key={value} value={value} selected={value === text}>
                {word}
              </option>
            ))}
          </select>
        )}
      <p class="err" id={`${id}-problem`}>{problem}</p>
      <p class="help" id={`${id}-help`}>
        {help.split("`").map((part, place) =>
          place % 2 === 0
            ? part
            : <span key={place} class="mono s">{part}</span>
        )}
      </p>
    </div>
  );
}
