/**
 * A form whose buttons stay in sight. Ctrl+Enter saves from any field, once until `onSave` is done; what is missing gets the
 * focus.
 */
import { type ReactNode, useRef } from 'react';
import { useGesture } from '../../ground/under-way.ts';
import classes from './booking.module.css';

interface FormShellProps {
  onSave(): Promise<void>;
  footer: ReactNode;
  children: ReactNode;
}

export function FormShell({ onSave, footer, children }: FormShellProps) {
  const form = useRef<HTMLFormElement>(null);
  const save = useGesture(() => {
    requestAnimationFrame(() => {
      const wrong = form.current?.querySelector<HTMLElement>(
        '[aria-invalid="true"], [data-invalid-group] input',
      );
      wrong?.focus();
    });
    return onSave();
  });
  return (
    <form
      ref={form}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          save();
        } else if (event.target instanceof HTMLInputElement) {
          // In a long form, Enter ends a field: it does not send what is half filled in.
          event.preventDefault();
        }
      }}
    >
      {children}
      <div className={classes.footer}>{footer}</div>
    </form>
  );
}
