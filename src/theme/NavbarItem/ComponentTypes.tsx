import ComponentTypes from '@theme-original/NavbarItem/ComponentTypes';
import { LanguageSwitch } from '@site/src/components/LanguageSwitch';

export default { ...ComponentTypes, 'custom-languageSwitch': LanguageSwitch };
