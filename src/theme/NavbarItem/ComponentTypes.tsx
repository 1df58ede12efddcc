import DefaultNavbarItem from '@theme/NavbarItem/DefaultNavbarItem';
import { LanguageSwitch } from '@site/src/components/LanguageSwitch';

/** The kinds of navbar item that `docusaurus.config.ts` names. The theme's own list would bring dropdowns and version pickers along. */
export default {
  default: DefaultNavbarItem,
  'custom-languageSwitch': LanguageSwitch,
};
