import type { ButtonHTMLAttributes } from 'react';

/** The server writes what such a button says as text: without a script nothing could be done with it, but it is part of the picture. */
const onServer = typeof window === 'undefined';

/** A part of the picture (a number, a node, a Pod) that can be pressed. */
export function TextButton({ className, children, ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) {
  if (onServer) return <span className={className}>{children}</span>;
  return (
    <button type="button" className={className} {...rest}>
      {children}
    </button>
  );
}
