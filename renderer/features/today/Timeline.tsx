/** The day by space on one line of time. Plain CSS: the first screen does not wait for the planning's library. */
import type { BookingView, PlanningDay } from '#shared/contract/planning.ts';
import { areHoursKnown } from '#shared/domain/place/hours-known.ts';
import type { Space } from '#shared/domain/place/model.ts';
import { subtract } from '#shared/domain/time/interval.ts';
import { fromMinutes, type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
import { bookingSwatch, spokenName, stateWord } from '../../components/booking-block.ts';
import { bookingIcon, ColourMark } from '../../components/marks.tsx';
import { Whole } from '../../components/Whole.tsx';
import { hrefOf } from '../../ground/route.ts';
import { time } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { type Span, shownHours, stacked } from './day.ts';
import classes from './today.module.css';

interface TimelineProps {
  date: LocalDate;
  now: number;
  spaces: readonly Space[];
  bookings: readonly BookingView[];
  day: PlanningDay | undefined;
}

const percent = (minutes: number, shown: Span) =>
  `${((minutes - shown.start) / (shown.end - shown.start)) * 100}%`;

export function Timeline({ date, now, spaces, bookings, day }: TimelineProps) {
  const shown = shownHours(bookings, day?.hours ?? []);
  const hours = Array.from({ length: (shown.end - shown.start) / 60 }, (_, at) => shown.start + at * 60);
  const closed = day && areHoursKnown(day) ? subtract([shown], day.hours) : [];
  const apart = bookings.some((booking) => booking.spaces.length === 0);
  const rows: (Space | undefined)[] = [...spaces, ...(apart ? [undefined] : [])];
  const words = t.today.timeline;
  return (
    <section
      className={classes.timeline}
      aria-label={words.label}
      style={{ ['--hours' as string]: hours.length }}
    >
      <div className={classes.hours} data-lane aria-hidden>
        {hours.map((hour) => (
          <span key={hour}>{time(fromMinutes(hour))}</span>
        ))}
      </div>
      {rows.map((space) => {
        const own = stacked(bookings, space?.id);
        const levels = Math.max(1, ...own.map(({ level }) => level + 1));
        const name = space?.name ?? words.elsewhere;
        return (
          <div key={space?.id ?? ''} className={classes.row}>
            <div className={classes.space}>
              {space ? <ColourMark colour={space.colour} /> : null}
              <span>{name}</span>
            </div>
            <div className={classes.lane} data-lane style={{ ['--levels' as string]: levels }}>
              {closed.map(({ start, end }) => (
                <span
                  key={start}
                  className={classes.closed}
                  data-behind="closed"
                  style={{ left: percent(start, shown), right: `calc(100% - ${percent(end, shown)})` }}
                />
              ))}
              <ul className={classes.blocks} aria-label={name}>
                {own.map(({ booking, level }) => (
                  <Block key={booking.id} booking={booking} level={level} shown={shown} place={name} />
                ))}
              </ul>
            </div>
          </div>
        );
      })}
      {now >= shown.start && now <= shown.end ? (
        <div className={classes.nowTrack} aria-hidden data-date={date}>
          <span
            className={classes.now}
            data-behind="now"
            style={{ left: percent(now, shown) }}
            title={words.now}
          />
        </div>
      ) : null}
    </section>
  );
}

interface BlockProps {
  booking: BookingView;
  level: number;
  shown: Span;
  place: string;
}

function Block({ booking, level, shown, place }: BlockProps) {
  const start = toMinutes(booking.start);
  const end = toMinutes(booking.end);
  const tones = bookingSwatch(booking);
  const Icon = bookingIcon(booking.kind, booking.category);
  const word = stateWord(booking);
  const name = spokenName(booking, place);
  const margin = (from: number, to: number) =>
    from < to ? (
      <span
        className={classes.margin}
        data-behind="margin"
        style={{
          left: percent(Math.max(from, shown.start), shown),
          right: `calc(100% - ${percent(Math.min(to, shown.end), shown)})`,
          ['--level' as string]: level,
        }}
      />
    ) : null;
  return (
    <li>
      {margin(start - booking.setupMin, start)}
      {margin(end, end + booking.airingMin)}
      <a
        className={classes.block}
        href={hrefOf('planning', { view: 'day', date: booking.date, booking: booking.id })}
        aria-label={name}
        title={name}
        data-status={booking.status}
        data-settle={booking.toSettle || undefined}
        style={{
          left: percent(start, shown),
          right: `calc(100% - ${percent(end, shown)})`,
          ['--level' as string]: level,
          ['--fill' as string]: tones.fill,
          ['--tone' as string]: tones.line,
          ['--ink' as string]: tones.text,
          ['--pattern' as string]: tones.pattern,
        }}
      >
        <span className={classes.title}>
          <Icon size={14} stroke={2} aria-hidden className={classes.icon} />
          {booking.title}
        </span>{' '}
        <span className={classes.small}>
          {word ? <span className={classes.word} data-word={word} /> : null}
          <Whole>{time(booking.start)}</Whole> <Whole>– {time(booking.end)}</Whole>
        </span>
      </a>
    </li>
  );
}
