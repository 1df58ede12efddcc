import { memo } from 'react';
import NavbarItem from '@theme-original/NavbarItem';

/** The bar is drawn again whenever the page learns something about its window; its items need not be. */
export default memo(NavbarItem);
