/** What Go's encoding/json writes, as it stands in the messages of Kubernetes. */

const HTML = /[<>&\u2028\u2029]/g;

/** json.Marshal of a value whose keys stand in the order that Go gives them: no blanks, and what HTML could take for its own is escaped. Nothing at all is `null`. */
export const goJson = (value: unknown): string => escapeHtml(JSON.stringify(value) ?? 'null');

/** json.MarshalIndent: one blank a level unless it is said. */
export const goJsonIndented = (value: unknown, indent = ' '): string => escapeHtml(JSON.stringify(value, null, indent) ?? 'null');

const escapeHtml = (text: string): string => text.replace(HTML, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
