import type { Props } from '@theme/DocSidebar';
import DocSidebarDesktop from '@theme/DocSidebar/Desktop';
import DocSidebarMobile from '@theme/DocSidebar/Mobile';
import { useIsWide, Wide } from '@site/src/islands/wide';

/** The menu of pages: beside the text, or behind the button of a small screen. */
export default function DocSidebar(props: Props) {
  const isWide = useIsWide();
  return (
    <>
      <Wide>
        <DocSidebarDesktop {...props} />
      </Wide>
      {!isWide && <DocSidebarMobile {...props} />}
    </>
  );
}
