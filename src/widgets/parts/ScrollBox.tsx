import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './parts.module.css';

interface ScrollBoxProps {
  label: string;
  /** Sets the height, and `--box` where the ground is not the surface's. */
  className?: string;
  children: ReactNode;
}

/** A box of a given height whose content scrolls; a shadow at its edge says that there is more. */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <div className={clsx(styles.scroll, className)} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
