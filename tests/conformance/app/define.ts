import { createDefine } from "fresh";

/** What requests of the conformance app carry. */
export interface State {
  trail: string[];
}

/** Types the conformance app's routes. */
export const define = createDefine<State>();
