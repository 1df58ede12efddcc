import { memo, useMemo } from 'react';
import clsx from 'clsx';
import { NavbarSecondaryMenuFiller, ThemeClassNames } from '@docusaurus/theme-common';
import { useNavbarMobileSidebar } from '@docusaurus/theme-common/internal';
import DocSidebarItems from '@theme/DocSidebarItems';
import type { Props } from '@theme/DocSidebar/Mobile';

type Menu = Pick<Props, 'sidebar' | 'path'>;

function SecondaryMenu({ menu: { sidebar, path } }: { menu: Menu }) {
  const { toggle } = useNavbarMobileSidebar();
  return (
    <ul className={clsx(ThemeClassNames.docs.docSidebarMenu, 'menu__list')}>
      <DocSidebarItems items={sidebar} activePath={path} onItemClick={(item) => item.type === 'link' && toggle()} level={1} />
    </ul>
  );
}

/**
 * The menu of pages behind the button of a small screen. As the theme's own, but with one prop: of several, the theme compares the names in
 * the order of the reader's language, and setting that up takes a phone longer than the whole menu.
 */
function DocSidebarMobile({ sidebar, path }: Props) {
  const menu = useMemo<Menu>(() => ({ sidebar, path }), [sidebar, path]);
  return <NavbarSecondaryMenuFiller component={SecondaryMenu} props={{ menu }} />;
}

export default memo(DocSidebarMobile);
