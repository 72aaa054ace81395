/**
 * Loaded before the tests of a whole run: properties then draw the same
 * examples every time, so that a run fails for what was changed alone. A test
 * file that is run by itself draws new ones.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: 20_261_121 });
