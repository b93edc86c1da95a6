/** Writes `api-docs/codes.md` anew from the catalogue: `npm run codes`. */
import { writeFileSync } from "node:fs";
import { codesPage } from "./codes-page.ts";

writeFileSync("api-docs/codes.md", codesPage());
