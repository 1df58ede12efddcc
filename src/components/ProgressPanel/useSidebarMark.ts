import type { PropSidebarItemLink } from '@docusaurus/plugin-content-docs';
import { useMessages } from '@site/src/i18n/messages';
import { pageOf } from '@site/src/progress/change';
import { useProgress } from '@site/src/progress/useProgress';
import { markMessages } from './messages';
import styles from './marks.module.css';

interface SidebarMark {
  item: PropSidebarItemLink;
  'aria-label'?: string;
}

/** A sidebar entry that shows whether its page is read; the place of the tick is kept free from the start. */
export function useSidebarMark(item: PropSidebarItemLink): SidebarMark {
  const text = useMessages(markMessages);
  const { progress } = useProgress();
  if (item.docId === undefined) return { item };
  const { read } = pageOf(progress, item.docId);
  const className = [item.className, styles.sidebarItem, read && styles.sidebarRead].filter(Boolean).join(' ');
  return { item: { ...item, className }, ...(read && { 'aria-label': text.readLabel(item.label) }) };
}
