/** Words that are seen whole or not at all: an hour that is cut in its middle says another one. */
import type { ReactNode } from 'react';
import classes from './Whole.module.css';

export const Whole = ({
  className = '',
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) => (
  <span className={`${classes.whole} ${className}`} data-whole>
    <span>{children}</span>
  </span>
);
