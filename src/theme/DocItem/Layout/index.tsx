import clsx from 'clsx';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import ContentVisibility from '@theme/ContentVisibility';
import DocItemContent from '@theme/DocItem/Content';
import type { Props } from '@theme/DocItem/Layout';
import DocItemPaginator from '@theme/DocItem/Paginator';
import DocItemTOCMobile from '@theme/DocItem/TOC/Mobile';
import { Wide } from '@site/src/islands/wide';
import { FollowedContents } from './FollowedContents';
import styles from './Layout.module.css';

/** A page of the course: its list of contents above or beside it, and the ways on. The course has one version, and pages have no tags or dates. */
export default function DocItemLayout({ children }: Props) {
  const { frontMatter, metadata, toc } = useDoc();
  const hasContents = !frontMatter.hide_table_of_contents && toc.length > 0;
  return (
    <div className="row">
      <div className={clsx('col', hasContents && styles.page)}>
        <ContentVisibility metadata={metadata} />
        <article className={styles.article}>
          {hasContents && <DocItemTOCMobile />}
          <DocItemContent>{children}</DocItemContent>
        </article>
        <DocItemPaginator />
      </div>
      {hasContents && (
        <div className="col col--3">
          <Wide>
            <FollowedContents />
          </Wide>
        </div>
      )}
    </div>
  );
}
