/** How long a reason may be, in characters: a sentence, no report. */
export const MAX_REASON = 300;
