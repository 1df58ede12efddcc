import type { ComponentType, LazyExoticComponent, Ref } from 'react';
import { keptHtml } from './keptHtml';

const isServer = typeof window === 'undefined';

interface ServerHtmlProps<P> {
  onServer: LazyExoticComponent<ComponentType<P>>;
  /** Takes the place of the server's HTML once it is there. */
  live: ComponentType<P> | null;
  props: P;
  ref?: Ref<HTMLDivElement>;
}

/**
 * Renders a component on the server and leaves that HTML untouched in the browser until there is something to put in its
 * place. None of the component's code is needed for that. After a navigation within the app there is no server HTML, and the box is empty.
 */
export function ServerHtml<P extends object>({ onServer: OnServer, live: Live, props, ref }: ServerHtmlProps<P>) {
  if (isServer) {
    // No Suspense here: React would move what is inside to the end of the document and show it by script only.
    return (
      <div>
        <OnServer {...(props as P & Record<string, never>)} />
      </div>
    );
  }
  return Live ? (
    <div ref={ref}>
      <Live {...props} />
    </div>
  ) : (
    <div ref={ref} key="server" {...keptHtml} />
  );
}
