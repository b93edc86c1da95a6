import type { ActionHandler } from "../context.ts";
import { apps } from "./apps.ts";
import { archives } from "./archives.ts";
import { dates } from "./dates.ts";
import { detect } from "./detect.ts";
import { device } from "./device.ts";
import { dialogs } from "./dialogs.ts";
import { dictionaries } from "./dictionaries.ts";
import { elsewhere } from "./elsewhere.ts";
import { encode } from "./encode.ts";
import { expression } from "./expression.ts";
import { files } from "./files.ts";
import { filters } from "./filter.ts";
import { flow } from "./flow.ts";
import { formatNumberActions } from "./format-number.ts";
import { imageActions } from "./images.ts";
import { lists } from "./lists.ts";
import { mathActions } from "./math.ts";
import { measurements } from "./measurements.ts";
import { names } from "./names.ts";
import { properties } from "./properties.ts";
import { records } from "./records.ts";
import { richTexts } from "./rich-text.ts";
import { feeds } from "./rss.ts";
import { statisticsActions } from "./statistics.ts";
import { textCase } from "./text-case.ts";
import { textMatch } from "./text-match.ts";
import { textReplace } from "./text-replace.ts";
import { textSplit } from "./text-split.ts";
import { urls } from "./urls.ts";
import { values } from "./values.ts";
import { variables } from "./variables.ts";
import { web } from "./web.ts";

const BUILTIN = "is.workflow.actions.";

const families = [
  archives,
  dates,
  detect,
  device,
  dialogs,
  dictionaries,
  elsewhere,
  encode,
  expression,
  feeds,
  files,
  filters,
  flow,
  formatNumberActions,
  imageActions,
  lists,
  mathActions,
  measurements,
  names,
  properties,
  records,
  richTexts,
  statisticsActions,
  textCase,
  textMatch,
  textReplace,
  textSplit,
  urls,
  values,
  variables,
  web,
];

/** What actions do, by their identifiers. */
export const modelled: ReadonlyMap<string, ActionHandler> = new Map([
  ...families.flatMap((family) =>
    Object.entries(family).map(([name, handler]) => [BUILTIN + name, handler] as const),
  ),
  ...Object.entries(apps),
]);
