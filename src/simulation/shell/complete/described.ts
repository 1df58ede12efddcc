/** Words with what is told of each beside them, in the columns of a terminal (cobra's __kubectl_format_comp_descriptions); nothing is told of a single one. */
export function described(words: readonly string[], says: Readonly<Record<string, string>>, columns: number): readonly string[] {
  if (words.length < 2) return words;
  const longest = Math.max(...words.map((word) => word.length));
  return words.map((word) => {
    const text = (says[word] ?? '').split('\n')[0] ?? '';
    if (text === '') return word;
    const aligned = columns - longest - 4 > 8;
    const room = columns - (aligned ? longest : word.length) - 4;
    const shown = aligned ? word.padEnd(longest) : word;
    return room <= 0 ? shown : `${shown}  (${text.length > room ? `${text.slice(0, room - 1)}…` : text})`;
  });
}
