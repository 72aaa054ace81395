import { GpuSwitch } from "../v1/request/shapes.ts";
import { switchGpu as switchByIndex } from "../v1/gpus.ts";
import { read } from "../v1/request/issues.ts";
import type { State } from "../state.ts";
import { type Acted, trying } from "./task_forms.ts";

/** Carries out what a GPU's switch wishes, or a form with reason and end. */
export function switchGpu(
  { scheduler, submitContext }: Pick<State, "scheduler" | "submitContext">,
  form: FormData,
): Promise<Acted> {
  const gpu = String(form.get("gpu"));
  const enabled = form.get("enabled") === "1";
  return trying(async () => {
    const wish = read(GpuSwitch, {
      enabled,
      ...given(form, "reason"),
      ...given(form, "until"),
    });
    await switchByIndex(scheduler, gpu, wish, submitContext());
    const word = enabled ? "enabled" : "disabled";
    return { kind: "done", word, name: `GPU ${gpu}` };
  });
}

function given(form: FormData, name: string): Record<string, string> {
  const text = String(form.get(name) ?? "").trim();
  return text === "" ? {} : { [name]: text };
}
