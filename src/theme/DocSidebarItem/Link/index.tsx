import DocSidebarItemLink from '@theme-original/DocSidebarItem/Link';
import type { Props } from '@theme/DocSidebarItem/Link';
import { useSidebarMark } from '@site/src/components/ProgressPanel/useSidebarMark';

/** A page in the sidebar, with a tick once it is read. */
export default function DocSidebarItemLinkWithMark(props: Props) {
  return <DocSidebarItemLink {...props} {...useSidebarMark(props.item)} />;
}
