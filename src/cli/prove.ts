/** What to say of a broken file whose program would become another shortcut. It takes the parser, which few files need. */
export { wayBackProblem } from "../proved.ts";
