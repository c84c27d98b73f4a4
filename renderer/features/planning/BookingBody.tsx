/**
 * The inside of a block of the planning. The state (option, à régler) is drawn by the style sheet from `data-word`: the
 * block's name says it too, after the words that are written here in the same order.
 */
import { IconAlertTriangle, IconRepeat } from '@tabler/icons-react';
import type { BookingView } from '#shared/contract/planning.ts';
import { stateWord } from '../../components/booking-block.ts';
import { bookingIcon } from '../../components/marks.tsx';
import { Whole } from '../../components/Whole.tsx';
import { time } from '../../i18n/format.ts';
import classes from './planning.module.css';

interface BookingBodyProps {
  booking: BookingView;
  /** Where it is or who is there, when the row does not say it. */
  detail?: string;
  /** One line: the month, the narrow rows of the week. */
  short?: boolean;
}

export function BookingBody({ booking, detail, short = false }: BookingBodyProps) {
  const Icon = booking.toSettle ? IconAlertTriangle : bookingIcon(booking.kind, booking.category);
  const word = stateWord(booking);
  const marked = word ? <span className={classes.word} data-word={word} /> : null;
  return (
    <span className={classes.body} data-short={short || undefined}>
      <span className={classes.line}>
        <Icon size={14} stroke={2} aria-hidden className={classes.icon} />
        {short ? null : marked}
        <span className={classes.title}>{booking.title}</span>
        {booking.series && !short ? <IconRepeat size={12} aria-hidden className={classes.icon} /> : null}
      </span>{' '}
      {short ? (
        <span className={classes.small}>
          <Whole className={classes.time}>{time(booking.start)}</Whole>
          {marked}
        </span>
      ) : (
        <span className={classes.small}>
          <Whole>{time(booking.start)}</Whole> <Whole>– {time(booking.end)}</Whole>
          {detail ? ` · ${detail}` : ''}
        </span>
      )}
    </span>
  );
}
