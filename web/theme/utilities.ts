/** The twind utilities that components use, beside the parts' own classes. */
export const UTILITIES: readonly string[] = [
  "mb-4",
  "ml-2",
  "min-w-0",
  "mt-2",
];
