import { useId, useState, type ReactNode } from 'react';
import { TextButton } from './TextButton';
import styles from './parts.module.css';

interface WhyProps {
  /** The number as shown. */
  children: ReactNode;
  /** Its arithmetic. */
  answer: ReactNode;
}

/** A number that can be asked "why?": press it and its arithmetic unfolds below. */
export function Why({ children, answer }: WhyProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <span className={styles.why}>
      <TextButton className={styles.whyButton} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {children}
      </TextButton>
      <span id={id} className={styles.whyAnswer} hidden={!open}>
        {answer}
      </span>
    </span>
  );
}
