import { createRoot } from 'react-dom/client';
import { LocaleContext } from '@site/src/i18n/messages';
import { UpdateNotice } from './UpdateNotice';

let shown: { remove: () => void } | null = null;

/** Shows the notice beside the site's own React tree, in the page's language. A second call replaces the first. */
export function mountNotice(agree: () => Promise<number>, dismissed: () => void): void {
  shown?.remove();
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const remove = () => {
    root.unmount();
    place.remove();
    shown = null;
  };
  shown = { remove };
  const onDismiss = () => {
    remove();
    dismissed();
  };
  root.render(
    <LocaleContext.Provider value={document.documentElement.lang.startsWith('en') ? 'en' : 'ko'}>
      <UpdateNotice agree={agree} onDismiss={onDismiss} />
    </LocaleContext.Provider>,
  );
}
