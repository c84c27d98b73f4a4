import type { ReactNode } from 'react';
import classes from './booking.module.css';

/** Fields that belong together, under one question. */
export function FieldGroup({ legend, children }: { legend?: string; children: ReactNode }) {
  return (
    <fieldset className={classes.section}>
      {legend ? <legend className={classes.legend}>{legend}</legend> : null}
      {children}
    </fieldset>
  );
}
