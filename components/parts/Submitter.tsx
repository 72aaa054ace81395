import { Icon } from "./Icon.tsx";

/** Who has submitted a task, where that is to be told. */
export function Submitter({ name }: { name: string | undefined }) {
  return name === undefined
    ? null
    : (
      <span class="who-by dim" title={`From ${name}`}>
        <Icon name="person" />
        <span class="cut">{name}</span>
      </span>
    );
}
