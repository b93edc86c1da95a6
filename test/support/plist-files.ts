/** Makes property lists to read, by other means than the product's own. */

/** A value as `<string>`, `<integer>`, `<true/>`, `<data>`, `<array>` or `<dict>`; reals are not needed here. */
export type Plain = string | number | boolean | Uint8Array | Plain[] | { [key: string]: Plain };

export function xmlPlist(value: Plain): Uint8Array {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">${element(value)}</plist>\n`,
  );
}

/** A shortcut of these actions, each an identifier (the built-in ones without their prefix) and its parameters. */
export function shortcutFile(
  actions: [identifier: string, parameters?: Record<string, Plain>][],
  properties: Record<string, Plain> = {},
): Uint8Array {
  return xmlPlist({
    ...properties,
    WFWorkflowActions: actions.map(([identifier, parameters = {}]) => ({
      WFWorkflowActionIdentifier: /^(?:com|is)\./.test(identifier)
        ? identifier
        : `is.workflow.actions.${identifier}`,
      WFWorkflowActionParameters: parameters,
    })),
  });
}

function element(value: Plain): string {
  if (typeof value === "string") return `<string>${escapeXml(value)}</string>`;
  if (typeof value === "number") return `<integer>${value}</integer>`;
  if (typeof value === "boolean") return value ? "<true/>" : "<false/>";
  if (value instanceof Uint8Array) return `<data>${Buffer.from(value).toString("base64")}</data>`;
  if (Array.isArray(value)) return `<array>${value.map(element).join("")}</array>`;
  const entries = Object.entries(value);
  return `<dict>${entries.map(([key, item]) => `<key>${escapeXml(key)}</key>${element(item)}`).join("")}</dict>`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
