/** Takes tags apart at commas and blanks. */
export function splitTags(text: string): string[] {
  return text.split(/[\s,]+/).map((tag) => tag.replace(/^#/, ""))
    .filter((tag) => tag !== "");
}
