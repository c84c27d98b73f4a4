/** One of the cards under the day. */
import type { Icon as TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './today.module.css';

interface CardProps {
  icon: TablerIcon;
  title: string;
  /** Takes the whole line. */
  wide?: boolean;
  children: ReactNode;
}

export function Card({ icon: Icon, title, wide = false, children }: CardProps) {
  const id = useId();
  return (
    <section className={wide ? `${classes.card} ${classes.wide}` : classes.card} aria-labelledby={id}>
      <h2 id={id}>
        <Icon size={20} stroke={1.5} aria-hidden />
        {title}
      </h2>
      {children}
    </section>
  );
}
