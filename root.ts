/**
 * The folder that the program's own files are in, with a slash at the end: of
 * its sources, of a bundle, or inside of a compiled program. What a module
 * reads or starts by address is named from here, since a bundle keeps no
 * module where it was.
 */
export const ROOT: URL = new URL("./", import.meta.url);
