import {
  optionInput,
  optionTarget,
  type OptionTexts,
} from "../../scheduler/view/option_fields.ts";
import type { FormIssue } from "../../scheduler/view/form_issue.ts";

/**
 * Brings the fields of options, which the server has drawn, up to what the
 * form says and to what is wrong with it.
 */
export function showOptions(
  root: Element | null,
  texts: OptionTexts,
  issues: readonly FormIssue[],
): void {
  const details = root?.querySelector<HTMLDetailsElement>("details.opts");
  if (!details) return;
  const prefix = optionInput("");
  const fields = details.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
    `[name^="${prefix}"]`,
  );
  for (const field of fields) {
    const option = field.name.slice(prefix.length);
    const text = texts[option] ?? "";
    if (field.value !== text) setField(field, text);
    const target = optionTarget(option);
    const problem = issues.find((issue) => issue.target === target);
    tell(details.querySelector(`#${target}-problem`), problem?.message ?? "");
    if (problem === undefined) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
    if (text !== "" || problem !== undefined) details.open = true;
  }
}

function tell(place: Element | null, words: string): void {
  if (place !== null && place.textContent !== words) place.textContent = words;
}

/** A choice that is not offered was made elsewhere, and is a choice still. */
function setField(
  field: HTMLInputElement | HTMLSelectElement,
  text: string,
): void {
  field.value = text;
  if (field instanceof HTMLSelectElement && field.value !== text) {
    field.add(new Option(text, text, false, true));
  }
}
