import { memo } from 'react';
import Link from '@docusaurus/Link';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { Props } from '@theme/Logo';

/** The site's sign and name. Drawn in the page: as an image, the theme has it twice, and a browser opens a document of its own for each. */
function Logo({ imageClassName, titleClassName, ...props }: Props) {
  const { siteConfig } = useDocusaurusContext();
  return (
    <Link to="/" {...props}>
      <span className={imageClassName} aria-hidden="true">
        <svg viewBox="0 0 28 28" width="28" height="28" focusable="false">
          <rect x="2" y="2" width="24" height="24" rx="6" fill="#2344b8" />
          <rect x="6" y="15" width="7" height="7" rx="2" fill="#fff" />
          <rect x="15" y="15" width="7" height="7" rx="2" fill="#fff" />
          <rect x="10.5" y="5.5" width="7" height="7" rx="2" fill="#ffb487" />
        </svg>
      </span>
      <b className={titleClassName}>{siteConfig.title}</b>
    </Link>
  );
}

export default memo(Logo);
