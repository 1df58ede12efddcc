import { useId, type ButtonHTMLAttributes } from 'react';
import styles from './parts.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The one thing to do next; at most one on a stage. */
  primary?: boolean;
  /** Why it cannot be pressed now: it is greyed then, says so beside itself, and stays reachable so that a screen reader hears the reason. */
  blocked?: string | null;
}

export function Button({ primary, blocked = null, className, onClick, ...rest }: ButtonProps) {
  const id = useId();
  const button = (
    <button
      type="button"
      className={className ? `${styles.button} ${className}` : styles.button}
      data-primary={primary || undefined}
      aria-disabled={blocked === null ? undefined : true}
      aria-describedby={blocked === null ? undefined : id}
      onClick={blocked === null ? onClick : undefined}
      {...rest}
    />
  );
  if (blocked === null) return button;
  return (
    <>
      {button}
      <p id={id} className={styles.reason}>
        {blocked}
      </p>
    </>
  );
}
