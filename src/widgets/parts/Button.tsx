import type { ButtonHTMLAttributes } from 'react';
import styles from './parts.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The one thing to do next; at most one on a stage. */
  primary?: boolean;
}

export function Button({ primary, className, ...rest }: ButtonProps) {
  return <button type="button" className={className ? `${styles.button} ${className}` : styles.button} data-primary={primary || undefined} {...rest} />;
}
