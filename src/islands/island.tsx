import { lazy, startTransition, useEffect, useMemo, useRef, useState, type ComponentType, type CSSProperties } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import { useMessages } from '@site/src/i18n/messages';
import { ServerHtml } from './ServerHtml';
import { asleepMessages } from './asleep';
import measured from './heights.json';
import { islandElementId } from './islandElementId';
import styles from './island.module.css';
import { pageOf, PlaceContext } from './place';
import { whenNear } from './whenNear';

interface IslandOptions<P> {
  /** Its id where a page gives none. */
  name: string;
  load: () => Promise<{ default: ComponentType<P> }>;
}

/** Pixels that an island takes at least below 600 px, below 1000 px, and from 1000 px of viewport width: `npm run heights` measures them. */
const heights: Readonly<Record<string, readonly number[]>> = measured;

const onServer = typeof window === 'undefined';

/**
 * Wraps something interactive (a widget, the glossary's list) so that a page carries its first state as HTML and none of its code.
 *
 * On the server the widget is rendered as usual. In the browser that HTML stays untouched until the island comes near the
 * viewport; then the code loads and takes the place of the equal-looking HTML in one commit. The reserved height keeps the
 * page from moving where there is no such HTML, after a navigation within the app.
 *
 * `id` tells two of a kind on one page apart; with the page it is the place that the widget keeps its state under (`usePlace`).
 */
export function island<P extends object>({ name, load }: IslandOptions<P>): ComponentType<P & { id?: string }> {
  const OnServer = lazy(load);
  const [phone = 0, tablet = 0, desktop = 0] = heights[name] ?? [];
  const style = { '--island-phone': `${phone}px`, '--island-tablet': `${tablet}px`, '--island-desktop': `${desktop}px` } as CSSProperties;

  function Island({ id = name, ...rest }: P & { id?: string }) {
    const props = rest as unknown as P;
    const base = useBaseUrl('/');
    const { asleep } = useMessages(asleepMessages);
    const elementId = islandElementId(id);
    useBrokenLinks().collectAnchor(elementId);
    const [page] = useState(() => (onServer ? '' : pageOf(window.location.pathname, base)));
    const place = useMemo(() => ({ page, id }), [page, id]);
    const box = useRef<HTMLDivElement>(null);
    const [Widget, setWidget] = useState<ComponentType<P> | null>(null);
    const [attempt, setAttempt] = useState(0);

    useEffect(() => {
      const element = box.current;
      if (!element) return undefined;
      let cancelled = false;
      const wake = () => {
        load().then(
          (module) => {
            // A transition: the widget is rendered in small steps, between which the page answers.
            if (!cancelled) startTransition(() => setWidget(() => module.default));
          },
          () => {
            // The network failed: try again when the reader comes back online or looks at the widget again.
            window.addEventListener('online', () => !cancelled && setAttempt((n) => n + 1), { once: true });
          },
        );
      };
      const stop = whenNear(element, wake);
      return () => {
        cancelled = true;
        stop();
      };
    }, [attempt]);

    return (
      <div ref={box} id={elementId} className={styles.island} style={style} data-island={Widget ? 'awake' : 'asleep'} data-kind={name}>
        <noscript>
          <p className={styles.asleep}>{asleep}</p>
        </noscript>
        <PlaceContext value={place}>
          <ServerHtml onServer={OnServer} live={Widget} props={props} />
        </PlaceContext>
      </div>
    );
  }
  return Island;
}
