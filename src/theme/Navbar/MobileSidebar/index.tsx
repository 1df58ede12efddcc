import { useState } from 'react';
import { useNavbarMobileSidebar } from '@docusaurus/theme-common/internal';
import NavbarMobileSidebarOriginal from '@theme-original/Navbar/MobileSidebar';

/** The menu of a small screen, made when the reader first opens it: a second copy of all links is no part of opening a page. */
export default function NavbarMobileSidebar() {
  const { shown } = useNavbarMobileSidebar();
  const [opened, setOpened] = useState(shown);
  if (shown && !opened) setOpened(true);
  return opened ? <NavbarMobileSidebarOriginal /> : null;
}
