import { lazy, useEffect, useRef, useState, type ComponentType } from 'react';
import { ServerHtml } from './ServerHtml';

/**
 * Something that never changes: its HTML comes from the server and its code is loaded only when there is no such HTML, after a
 * navigation within the app.
 */
export function still<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  const OnServer = lazy(load);

  return function Still(props: P) {
    const box = useRef<HTMLDivElement>(null);
    const [Live, setLive] = useState<ComponentType<P> | null>(null);
    useEffect(() => {
      if (box.current?.hasChildNodes()) return undefined;
      let left = false;
      void load().then((module) => {
        if (!left) setLive(() => module.default);
      });
      return () => {
        left = true;
      };
    }, []);
    return <ServerHtml onServer={OnServer} live={Live} props={props} ref={box} />;
  };
}
