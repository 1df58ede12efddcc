import { lazy, startTransition, useEffect, useRef, useState, type ComponentType, type CSSProperties } from 'react';
import { ServerHtml } from './ServerHtml';
import { islandElementId } from './islandElementId';
import styles from './island.module.css';
import { whenNear } from './whenNear';

export interface IslandHeights {
  /** Pixels that the widget takes below 600 px, below 1000 px, and from 1000 px of viewport width. */
  phone: number;
  tablet: number;
  desktop: number;
}

interface IslandOptions<P> {
  /** The id that the widget keeps its state under; its element is `islandElementId(id)`. */
  id: string;
  heights: IslandHeights;
  load: () => Promise<{ default: ComponentType<P> }>;
}

/**
 * Wraps something interactive (a widget, the glossary's list) so that a page carries its first state as HTML and none of its code.
 *
 * On the server the widget is rendered as usual. In the browser that HTML stays untouched until the island comes near the
 * viewport; then the code loads and takes the place of the equal-looking HTML in one commit. The reserved height keeps the
 * page from moving.
 */
export function island<P extends object>({ id, heights, load }: IslandOptions<P>): ComponentType<P> {
  const OnServer = lazy(load);

  function Island(props: P) {
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

    const style = {
      '--island-phone': `${heights.phone}px`,
      '--island-tablet': `${heights.tablet}px`,
      '--island-desktop': `${heights.desktop}px`,
    } as CSSProperties;

    return (
      <div ref={box} id={islandElementId(id)} className={styles.island} style={style} data-island={Widget ? 'awake' : 'asleep'}>
        <ServerHtml onServer={OnServer} live={Widget} props={props} />
      </div>
    );
  }
  return Island;
}
