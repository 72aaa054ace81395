export { OPTION_LABELS, type OptionField } from "../model/options/labels.ts";
