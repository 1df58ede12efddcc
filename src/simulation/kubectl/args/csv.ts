/** The first record of a text with commas, as Go's encoding/csv reads it (pflag's stringSlice). */
export function readCsv(text: string): { readonly fields: readonly string[] } | { readonly error: string } {
  if (text === '') return { fields: [] };
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let field = '';
      at += 1;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) return { error: `record on line 1; parse error on line 2, column 0: extraneous or missing " in quoted-field` };
        field += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        field += '"';
        at += 1;
      }
      fields.push(field);
      if (at >= text.length || text[at] === '\n') return { fields };
      if (text[at] !== ',') return { error: `parse error on line 1, column ${at}: extraneous or missing " in quoted-field` };
      at += 1;
    } else {
      const rest = text.slice(at);
      const end = rest.search(/[,\n]/);
      const field = end < 0 ? rest : rest.slice(0, end);
      const bare = field.indexOf('"');
      if (bare >= 0) return { error: `parse error on line 1, column ${at + bare + 1}: bare " in non-quoted-field` };
      fields.push(field);
      if (end < 0 || rest[end] === '\n') return { fields };
      at += end + 1;
    }
  }
}
