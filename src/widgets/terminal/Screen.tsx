import { useCallback, useEffect, useRef, useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { DeskAsk } from '@site/src/simulation/scenarios/terminal/desk-protocol';
import type { Console } from '@site/src/terminal/console';
import type { Screen as XtermScreen } from '@site/src/terminal/screen';
import { Find } from './Find';
import { Keys } from './Keys';
import { terminalMessages } from './messages';
import styles from './terminal.module.css';

interface ScreenProps {
  attach: (screen: Console | null) => void;
  ask: (asked: DeskAsk, own?: boolean) => void;
  /** A first session, as text: what the server writes, and what stands there until the terminal has loaded. */
  readonly first: string;
  /** A command that was pressed somewhere else on the page, with a number that tells two of the same apart. */
  readonly typed: { readonly text: string; readonly n: number } | null;
}

/** The terminal itself: text on the server, xterm once it has loaded. */
export function Screen({ attach, ask, first, typed }: ScreenProps) {
  const text = useMessages(terminalMessages);
  const host = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState<{ readonly screen: XtermScreen; readonly console: Console } | null>(null);
  const [finding, setFinding] = useState(false);
  const label = text.terminal;

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    let [left, made]: [boolean, XtermScreen | null] = [false, null];
    void Promise.all([import('@site/src/terminal/screen'), import('@site/src/terminal/console')]).then(([{ createScreen }, { Console: ConsoleOf }]) => {
      if (left) return;
      const input = new ConsoleOf({ write: (shown) => made?.write(shown), columns: () => made?.columns ?? 80, ask: (asked) => ask(asked, true) });
      made = createScreen(element, { label, onData: (data) => input.type(data), onSize: (columns, rows) => ask({ kind: 'size', columns, rows }), onFind: () => setFinding(true), tabLeaves: () => input.empty });
      ask({ kind: 'size', columns: made.columns, rows: made.rows });
      attach(input);
      setReady({ screen: made, console: input });
    }, () => undefined);
    const themes = new MutationObserver(() => made?.repaint());
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      left = true;
      themes.disconnect();
      attach(null);
      made?.dispose();
      setReady(null);
    };
  }, [ask, attach, label]);

  const closeFind = useCallback(() => {
    setFinding(false);
    ready?.screen.focus();
  }, [ready]);

  useEffect(() => {
    if (typed === null || ready === null) return;
    ready.console.run(typed.text);
    ready.screen.focus();
    // Whoever pressed a command wants to see what it prints; and xterm draws only what is in sight.
    host.current?.scrollIntoView({ block: 'nearest' });
  }, [ready, typed]);

  return (
    <div className={styles.screenBox}>
      <div ref={host} className={styles.screen} data-ready={ready !== null || undefined} />
      {ready === null && <pre className={styles.first}>{first}</pre>}
      {finding && ready !== null && (
        <Find
          screen={ready.screen}
          onClose={closeFind}
        />
      )}
      <Keys
        type={(data) => {
          ready?.console.type(data);
          ready?.screen.focus();
        }}
        finding={finding}
        find={() => setFinding(!finding)}
      />
    </div>
  );
}
