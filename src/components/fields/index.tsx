import { Children, isValidElement, type ComponentProps, type CSSProperties, type FormEvent, type ReactNode } from 'react';
import clsx from 'clsx';
import styles from './fields.module.css';

/*
 * Fields for text and for a choice, and the form around them, for what wakes when it is seen (`src/islands`). The server writes what they hold as
 * text: until then nothing could be done with a field, and around every one that a browser might fill in for the reader it lays out the page as
 * soon as it has loaded, however far down that is.
 */
const onServer = typeof window === 'undefined';

interface Look {
  /** What is typed is code. */
  code?: boolean;
}

const classOf = (code: boolean | undefined, className: string | undefined, asleep = false) => clsx(styles.field, code && styles.code, asleep && styles.asleep, className);

function Asleep({ code, className, rows, children }: Look & { className: string | undefined; rows?: number; children: ReactNode }) {
  return (
    <span className={classOf(code, className, true)} data-field data-lines={rows} style={{ '--lines': rows } as CSSProperties}>
      {children}
    </span>
  );
}

export function TextInput({ code, className, ...input }: ComponentProps<'input'> & Look) {
  if (onServer) return <Asleep code={code} className={className}>{input.value || input.placeholder}</Asleep>;
  return <input {...input} className={classOf(code, className)} />;
}

export function TextArea({ code, className, rows = 2, ...area }: ComponentProps<'textarea'> & Look) {
  if (onServer) return <Asleep code={code} className={className} rows={rows}>{area.value}</Asleep>;
  return <textarea {...area} rows={rows} className={classOf(code, className)} />;
}

/** The label of the option that is chosen, as `<select>` would show it. */
function chosenLabel(value: unknown, children: ReactNode): ReactNode {
  const options = Children.toArray(children).filter((child) => isValidElement<ComponentProps<'option'>>(child));
  return (options.find((option) => option.props.value === value) ?? options[0])?.props.children;
}

export function Select({ className, children, ...select }: ComponentProps<'select'>) {
  if (onServer) return <Asleep className={className}>{chosenLabel(select.value, children)}</Asleep>;
  return (
    <select {...select} className={classOf(false, className)}>
      {children}
    </select>
  );
}

/** A form without a way to the server: Enter in one of its fields is `onEnter`. */
export function Form({ onEnter, children, ...box }: Pick<ComponentProps<'form'>, 'className' | 'role' | 'aria-label' | 'children'> & { onEnter?: () => void }) {
  if (onServer) return <div {...box}>{children}</div>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onEnter?.();
  };
  return (
    <form {...box} onSubmit={submit}>
      {children}
    </form>
  );
}
