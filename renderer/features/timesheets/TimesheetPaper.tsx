/**
 * The timesheet that a facilitator signs: what she gave, and nothing of what is only planned (A4, black and white).
 * It is drawn to be printed or written as a PDF at once, then goes away.
 */
import { Portal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { FacilitatorTimesheet, TimesheetMonth } from '#shared/domain/timesheets/model.ts';
import { totalsOf } from '#shared/domain/timesheets/timesheets.ts';
import { useEngine } from '../../ground/engine.ts';
import { showDone, showRefusal } from '../../ground/notices.tsx';
import {
  capitalised,
  duration,
  euros,
  fullDate,
  monthAndYear,
  numericDate,
  timeRange,
} from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import classes from './timesheets.module.css';

const words = t.timesheets;

/** What somebody asked to have on paper. */
export interface Asked {
  timesheet: FacilitatorTimesheet;
  /** Those to show, in order. */
  months: TimesheetMonth[];
  to: 'printer' | 'file';
}

interface TimesheetPaperProps extends Asked {
  today: string;
  onDone(): void;
}

export function TimesheetPaper(props: TimesheetPaperProps) {
  const { data: place } = useEngine('place.get', {});
  return place ? (
    <Portal>
      <Sheet {...props} place={place.settings} />
    </Portal>
  ) : null;
}

interface SheetProps extends TimesheetPaperProps {
  place: { name: string; address: string; phone?: string | undefined };
}

function Sheet({ timesheet, months, to, today, place, onDone }: SheetProps) {
  const { name: known, price } = timesheet;
  const name = known || words.unknown;
  const shown = months.filter(({ given }) => given.sessions > 0);
  const period = words.sheet.period(months.map(({ month }) => monthAndYear(`${month}-01`)));
  const sessions = months.flatMap((month) => month.sessions);
  const { given } = totalsOf(sessions);
  const others = words.sheet.notCounted(sessions);
  const isPaid = price !== null;
  const isAsked = useRef(false);

  useEffect(() => {
    // Drawn twice in development; asked once.
    if (isAsked.current) return;
    isAsked.current = true;
    void (async () => {
      if (to === 'printer') await window.margelle.shell.print();
      else {
        const saved = await window.margelle.shell.savePdf(`${words.sheet.fileName(name, period)}.pdf`);
        if (saved.outcome === 'saved') showDone(words.saved(saved.name));
        if (saved.outcome === 'unwritable') showRefusal({ tag: 'disk_read_only' });
      }
      onDone();
    })();
  }, [to, name, period, onDone]);

  return (
    <section className={`print-sheet ${classes.sheet}`} aria-hidden>
      <header>
        <strong dir="auto">{place.name}</strong>
        {place.address === '' ? null : <div className={classes.address}>{place.address}</div>}
        {place.phone ? <div>{place.phone}</div> : null}
      </header>
      <h1>{words.sheet.title}</h1>
      <dl>
        <dt>{words.sheet.facilitator}</dt>
        <dd dir="auto">{name}</dd>
        <dt>{words.sheet.when}</dt>
        <dd>{period}</dd>
        <dt>{words.sheet.price}</dt>
        <dd>{words.price(price)}</dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th>{words.sheet.columns.date}</th>
            <th>{words.sheet.columns.time}</th>
            <th>{words.sheet.columns.title}</th>
            <th className={classes.number}>{words.sheet.columns.duration}</th>
            {isPaid ? <th className={classes.number}>{words.sheet.columns.amount}</th> : null}
          </tr>
        </thead>
        {shown.map(({ month, sessions: own, given: ofMonth }) => (
          <tbody key={month}>
            {own
              .filter(({ state }) => state === 'given')
              .map(({ booking, date, start, end, title, minutes, costCents }) => (
                <tr key={booking}>
                  <td className={classes.when}>{capitalised(numericDate(date))}</td>
                  <td className={classes.when}>{timeRange(start, end)}</td>
                  <td dir="auto">{title}</td>
                  <td className={classes.number}>{duration(minutes)}</td>
                  {isPaid ? <td className={classes.number}>{euros(costCents)}</td> : null}
                </tr>
              ))}
            {shown.length > 1 ? (
              <tr className={classes.subtotal}>
                <td colSpan={3}>
                  {capitalised(monthAndYear(`${month}-01`))}, {words.sessions(ofMonth.sessions)}
                </td>
                <td className={classes.number}>{duration(ofMonth.minutes)}</td>
                {isPaid ? <td className={classes.number}>{euros(ofMonth.cents)}</td> : null}
              </tr>
            ) : null}
          </tbody>
        ))}
        <tbody>
          <tr className={classes.total}>
            <td colSpan={3}>
              {words.total}, {words.sessions(given.sessions)}
            </td>
            <td className={classes.number}>{duration(given.minutes)}</td>
            {isPaid ? <td className={classes.number}>{euros(given.cents)}</td> : null}
          </tr>
        </tbody>
      </table>
      {others === '' ? null : <p>{others}</p>}
      <p>{words.sheet.made(fullDate(today))}</p>
      <div className={classes.signatures}>
        {[words.sheet.signs.place(place.name), words.sheet.signs.facilitator(name)].map((who) => (
          <div key={who} dir="auto">
            <strong>{who}</strong>
            <br />
            {words.sheet.signs.how}
          </div>
        ))}
      </div>
    </section>
  );
}
