import type { Json } from "../units.ts";
import { excerpt, Invalid } from "./issues.ts";

/** The longest tag, in characters. */
const MAX_TAG_LENGTH = 40;
/** More tags than that on one task are no help to anybody. */
const MAX_TAGS = 20;

/**
 * Reads tags from a list, or from text with commas between them. Each is a
 * word of letters, digits, `_`, `.` and `-`; one that stands twice counts once.
 */
export function readTags(value: Json): readonly string[] | Invalid {
  const listed = typeof value === "string" ? value.split(",") : value;
  const isList = Array.isArray(listed) &&
    listed.every((tag) => typeof tag === "string");
  if (!isList) return new Invalid("tags are text, or a list of texts");
  const tags = [...new Set((listed as string[]).map((tag) => tag.trim()))]
    .filter((tag) => tag !== "");
  const bad = tags.find((tag) =>
    !/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(tag) || tag.length > MAX_TAG_LENGTH
  );
  if (bad !== undefined) {
    return new Invalid(
      `"${excerpt(bad)}" is no tag: write letters, digits, "_", "." and "-", ` +
        `${MAX_TAG_LENGTH} at most`,
    );
  }
  return tags.length <= MAX_TAGS
    ? tags
    : new Invalid(`there are ${tags.length} tags, ${MAX_TAGS} are the most`);
}

/** Brings tags from several places together, in order. */
export function mergeTags(
  ...lists: readonly (readonly string[])[]
): readonly string[] {
  return [...new Set(lists.flat())];
}
