/**
 * A form whose buttons stay in sight. Ctrl+Enter saves from any field, once until `onSave` is done; what is missing gets the
 * focus.
 */
import { type ReactNode, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useGesture } from '../../ground/under-way.ts';
import { useLatest } from '../../ground/use-latest.ts';
import { showFirstProblem } from '../first-problem.ts';
import classes from './booking.module.css';

interface FormShellProps {
  onSave(): Promise<void>;
  footer: ReactNode;
  children: ReactNode;
}

/** A field is left before what it holds is saved: it may have to say what becomes of it. False when it is wrong then. */
function leaveAndComeBack({ target }: { target: EventTarget }): boolean {
  if (!(target instanceof HTMLInputElement)) return true;
  flushSync(() => target.blur());
  target.focus({ preventScroll: true });
  return target.getAttribute('aria-invalid') !== 'true';
}

export function FormShell({ onSave, footer, children }: FormShellProps) {
  const form = useRef<HTMLFormElement>(null);
  const latest = useLatest(onSave);
  const save = useGesture(() => {
    requestAnimationFrame(() => showFirstProblem(form.current));
    return latest.current();
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
          if (leaveAndComeBack(event)) save();
          else showFirstProblem(form.current);
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
