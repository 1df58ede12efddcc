import { use, useEffect, useState } from 'react';
import { checker, type Checked } from './checker';

const firsts = new Map<string, Promise<Checked>>();
const MAX_FIRSTS = 4;

/** The answer to the text that a widget starts with; the same promise each time it is asked for while it is rendered. */
function firstCheck(text: string): Promise<Checked> {
  let promise = firsts.get(text);
  if (promise === undefined) {
    if (firsts.size >= MAX_FIRSTS) firsts.clear();
    firsts.set(text, (promise = checker.ask(text)));
  }
  return promise;
}

/**
 * What the API server says of a text. A widget is not rendered before the first answer is there: until then the page shows the server's HTML. Later
 * the last answer stays until the next is there, which `busy` says.
 */
export function useCheck(text: string): { readonly check: Checked; readonly busy: boolean } {
  const [start] = useState(text);
  const first = use(firstCheck(start));
  const [late, setLate] = useState({ text: start, check: first });
  useEffect(() => {
    let stale = false;
    if (text !== late.text) void checker.ask(text).then((check) => !stale && setLate({ text, check }));
    return () => {
      stale = true;
    };
  }, [late.text, text]);
  return { check: late.check, busy: late.text !== text };
}
