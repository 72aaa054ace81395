import { TEMPLATES } from "./templates.ts";

/** Tells what each template becomes, and where it works. */
export function TemplateMeanings() {
  return (
    <div class="help">
      <p>
        Square brackets work in Task ID and in{" "}
        <span class="mono s">ant_task_id=</span>, curly ones in commands. Each
        is drawn once for each task: <span class="mono s">vit-[uuid8]</span>
        {" "}
        becomes <span class="mono s">vit-7f6e0c55</span>.
      </p>
      <p>
        Sweeps make a task of every combination, with a tag in common; the name
        alone, as in{" "}
        <span class="mono s">{"{lr}"}</span>, stands for the same value
        elsewhere in the command or the Task ID.
      </p>
      <dl>
        {TEMPLATES.map(([text, meaning]) => (
          <div key={text}>
            <dt class="mono s">{text}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
