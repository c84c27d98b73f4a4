/** A form whose buttons stay in sight; Ctrl+Enter saves from any field. */
import type { ReactNode } from 'react';
import classes from './panel.module.css';

interface FormShellProps {
  onSave(): void;
  footer: ReactNode;
  children: ReactNode;
}

export function FormShell({ onSave, footer, children }: FormShellProps) {
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      <div className={classes.footer}>{footer}</div>
    </form>
  );
}
