import { useColorMode } from '@docusaurus/theme-common';
import ColorModeToggle from '@theme/ColorModeToggle';

/**
 * Light or dark: every press changes what is seen. Until the first press the page follows the system; a third choice for that would show
 * nothing on two of three presses.
 */
export default function NavbarColorModeToggle({ className }: { className?: string }) {
  const { colorMode, setColorMode } = useColorMode();
  return <ColorModeToggle className={className} respectPrefersColorScheme={false} value={colorMode} onChange={setColorMode} />;
}
