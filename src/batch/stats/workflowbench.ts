/** How the paper of WorkflowBench (arXiv 2411.05451) counts and names things, and what it found. */

/** Bins of Figure 4 for actions, each from its first number to below the next one; the paper does not say where an edge belongs. */
export const ACTION_BOUNDS = [0, 15, 30, 45, 60, 75, 90, 105];

/** What the bin that starts there is called. */
export function nameOfActionBin(from: number): string {
  const next = ACTION_BOUNDS[ACTION_BOUNDS.indexOf(from) + 1];
  return next === undefined ? `>= ${from}` : `${from}-${next}`;
}

const BUILT_IN = "is_workflow_actions";
/** Variants of one application for several platforms, which the paper counts as one. */
const VARIANTS = [
  "com_flexibits_fantastical2",
  "com_omnigroup_OmniFocus3",
  "com_apple_iWork",
  "com_ideasoncanvas_mindnode",
];

/**
 * The application of an API: its name without the last part. All built-in APIs are one application.
 *
 * @param identifier with dots, as files have it, or with underscores
 */
export function applicationOf(identifier: string): string {
  const name = identifier.replaceAll(".", "_");
  if (name.includes(BUILT_IN)) return BUILT_IN;
  const application = name.slice(0, Math.max(0, name.lastIndexOf("_"))) || name;
  return VARIANTS.find((variant) => application.startsWith(variant)) ?? application;
}

/** One of the two columns of Table 1 and Figure 4 that can be told apart: real workflows and all. */
export interface PublishedStatistics {
  name: string;
  table: Record<TableRow, number>;
  /** Shares in percent. */
  actions: number[];
  categories: Record<string, number>;
  applications: Record<string, number>;
}

export const TABLE_ROWS = [
  "instances",
  "applications",
  "APIs",
  "categories",
  "average actions",
  "average IF",
  "average LOOP",
  "average nested depth",
] as const;
export type TableRow = (typeof TABLE_ROWS)[number];

const table = (...values: number[]) =>
  Object.fromEntries(TABLE_ROWS.map((name, i) => [name, values[i]!])) as Record<TableRow, number>;

/**
 * Table 1 and Figure 4. The figure's second half is called the final data there; its shares of short workflows and of
 * utilities are lower than the real workflows in the final data alone would make them, so it is the synthetic data.
 */
export const PUBLISHED_STATISTICS: PublishedStatistics[] = [
  {
    name: "paper: collected",
    table: table(14_771, 71, 584, 28, 70.4, 12.0, 0.7, 2.6),
    actions: [31.1, 19.3, 11.2, 7.5, 5.3, 4.2, 3.0, 18.5],
    categories: {
      Utilities: 40.3,
      Productivity: 8.7,
      Games: 6.0,
      Entertainment: 5.1,
      "Development Tools": 4.3,
      Reference: 4.1,
      Lifestyle: 3.6,
      "Social Networking": 2.8,
      "Photo & Video": 2.7,
      Music: 2.3,
    },
    applications: { [BUILT_IN]: 99.0 },
  },
  {
    name: "paper: final",
    table: table(106_763, 83, 1_503, 28, 78.1, 7.4, 0.5, NaN),
    actions: [0.5, 5.0, 12.9, 19.8, 20.5, 15.8, 10.1, 15.5],
    categories: {
      Utilities: 3.4,
      Productivity: 3.6,
      Games: 3.6,
      Entertainment: 3.5,
      "Development Tools": 3.6,
      Reference: 3.6,
      Lifestyle: 3.5,
      "Social Networking": 3.5,
      "Photo & Video": 3.6,
      Music: 3.6,
    },
    applications: {
      [BUILT_IN]: 56.3,
      com_flexibits_fantastical2: 2.3,
      com_omnigroup_OmniFocus3: 1.3,
      dk_simonbs_DataJar: 1.2,
      com_sindresorhus_Actions: 1.2,
      net_shinyfrog_beariOS: 1.1,
      com_apple_iWork: 1.1,
      com_apple_Notes: 1.0,
      com_agiletortoise_Drafts5: 1.0,
      app_surfed_app: 1.0,
      com_ideasoncanvas_mindnode: 1.0,
    },
  },
];
