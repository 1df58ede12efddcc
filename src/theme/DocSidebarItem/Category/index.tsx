import { useId } from 'react';
import clsx from 'clsx';
import { ThemeClassNames } from '@docusaurus/theme-common';
import DocSidebarItems from '@theme/DocSidebarItems';
import type { Props } from '@theme/DocSidebarItem/Category';

/**
 * A stage of the course or the group of guides: a heading over its pages, always open.
 * The theme's own category is an anchor without a target when it neither folds nor has a page, which no crawler can follow.
 */
export default function DocSidebarItemCategory({ item, onItemClick, activePath, level }: Props) {
  const id = useId();
  return (
    <li className={clsx(ThemeClassNames.docs.docSidebarItemCategory, ThemeClassNames.docs.docSidebarItemCategoryLevel(level), 'menu__list-item')}>
      <span id={id} className="menu__stage">
        {item.label}
      </span>
      <ul className="menu__list" aria-labelledby={id}>
        <DocSidebarItems items={item.items} onItemClick={onItemClick} activePath={activePath} level={level + 1} />
      </ul>
    </li>
  );
}
