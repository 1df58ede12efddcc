import { use, useEffect, useState } from 'react';
import type { Asker } from './asker';

/**
 * The answer to a question. A widget is not rendered before the first answer is there: until then the page shows the server's HTML. Later the last
 * answer stays until the next is there, which `busy` says. `input` must keep its identity while it does not change.
 */
export function useAsked<I, O>(asker: Asker<I, O>, input: I): { readonly output: O | null; readonly busy: boolean } {
  const [start] = useState(input);
  const first = use(asker.first(start));
  const [late, setLate] = useState({ input: start, output: first });
  useEffect(() => {
    let stale = false;
    if (input !== late.input) void asker.ask(input).then((output) => !stale && setLate({ input, output }));
    return () => {
      stale = true;
    };
  }, [asker, late.input, input]);
  return { output: late.output, busy: late.input !== input };
}
