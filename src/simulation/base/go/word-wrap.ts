const isSpace = (char: string): boolean => /\s/u.test(char) && char !== '\u00a0';

/** WrapString of github.com/mitchellh/go-wordwrap v1.0.1: breaks lines at white space before `limit` characters; a longer word stays whole. */
export function wrapWords(text: string, limit: number): string {
  let [out, word, space] = ['', '', ''];
  let [current, wordLength, spaceLength] = [0, 0, 0];
  const flush = (): void => {
    current += spaceLength + wordLength;
    out += space + word;
    [space, word, spaceLength, wordLength] = ['', '', 0, 0];
  };
  for (const char of text) {
    if (char === '\n') {
      if (word !== '' || current + spaceLength <= limit) flush();
      [space, spaceLength] = ['', 0];
      out += char;
      current = 0;
    } else if (isSpace(char)) {
      if (space === '' || word !== '') flush();
      space += char;
      spaceLength += 1;
    } else {
      word += char;
      wordLength += 1;
      if (current + wordLength + spaceLength > limit && wordLength < limit) {
        out += '\n';
        [current, space, spaceLength] = [0, '', 0];
      }
    }
  }
  if (word !== '' || current + spaceLength <= limit) out += space + word;
  return out;
}
