import { useState, type ReactNode, type ToggleEvent } from 'react';
import styles from './parts.module.css';

interface MoreProps {
  label: ReactNode;
  /** Open from the start. */
  open?: boolean;
  children: ReactNode;
  onToggle?: (open: boolean) => void;
}

/** What a reader can go on to: closed at first, so that the picture and its few controls stand alone. */
export function More({ label, open: first = false, children, onToggle }: MoreProps) {
  const [open, setOpen] = useState(first);
  const toggle = (event: ToggleEvent<HTMLDetailsElement>) => {
    const next = event.currentTarget.open;
    if (next === open) return;
    setOpen(next);
    onToggle?.(next);
  };
  return (
    <details className={styles.more} open={open} onToggle={toggle} data-needs-script>
      <summary>{label}</summary>
      <div>{children}</div>
    </details>
  );
}
