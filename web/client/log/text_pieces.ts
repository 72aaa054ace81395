/** Some lines of a text that ends at a byte; the last may go on. */
export interface TextPiece {
  readonly lines: readonly string[];
  readonly isOpen: boolean;
  readonly endByte: number;
}

const encoder = new TextEncoder();
/** Stands for bytes that are no UTF-8: how many of them, nobody knows. */
const LOST_BYTES = "\ufffd";

/** Parts a text into pieces of so many lines, where the byte is known. */
export function textPieces(
  text: string,
  nextByte: number,
  linesEach: number,
): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = text.length;
  let endByte = nextByte;
  for (const start of startsOf(text, linesEach).toReversed()) {
    const piece = text.slice(start, end);
    if (start > 0 && piece.includes(LOST_BYTES)) continue;
    pieces.push(pieceOf(piece, endByte));
    endByte -= encoder.encode(piece).length;
    end = start;
  }
  return pieces.toReversed();
}

/** Where the first of every so many lines begins. */
function startsOf(text: string, linesEach: number): readonly number[] {
  const starts = [0];
  let lines = 0;
  for (
    let at = text.indexOf("\n") + 1;
    at > 0;
    at = text.indexOf("\n", at) + 1
  ) {
    if (++lines % linesEach === 0 && at < text.length) starts.push(at);
  }
  return starts;
}

function pieceOf(text: string, endByte: number): TextPiece {
  const lines = text.split("\n");
  const isOpen = lines.at(-1) !== "";
  if (!isOpen) lines.pop();
  return { lines, isOpen, endByte };
}
