/** One of the two days, its sessions under the space they are in. */
import type { CSSProperties } from 'react';
import type { DoorColumn, DoorDay, DoorEntry, DoorList } from '#shared/domain/programme/door.ts';
import { swatch } from '../../ground/palette.ts';
import { listed, longDate, NBSP, timeRange } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

interface DayProps {
  day: DoorDay;
  which: 'today' | 'tomorrow';
}

export function Day({ day, which }: DayProps) {
  const words = t.door[which];
  const { wholePlace, columns, state, done } = day;
  const bare = state !== 'sessions' || (done && [wholePlace, ...columns].every(isBare));
  return (
    <section className="day" data-day={which} data-bare={bare || undefined} aria-labelledby={which}>
      <h2 id={which}>
        {words.title}
        {which === 'today' ? null : <span className="when"> {longDate(day.date)}</span>}
      </h2>
      {state === 'sessions' ? null : <p className="nothing">{words.without(state, day.reason)}</p>}
      {done ? <p className="nothing">{t.door.done}</p> : null}
      {bare ? null : (
        <>
          {isBare(wholePlace) ? null : (
            <div className="whole">
              <h3>{t.door.wholePlace}</h3>
              <Sessions list={wholePlace} everywhere />
            </div>
          )}
          {columns.every(isBare) ? null : (
            <div className="columns">
              {columns.map((column) => (
                <Column key={column.space?.id ?? ''} column={column} />
              ))}
            </div>
          )}
        </>
      )}
    </section>
  );
}

const isBare = ({ entries, more }: DoorList): boolean => entries.length + more === 0;

function Column({ column }: { column: DoorColumn }) {
  const { line, pattern, fill } = swatch(column.space?.colour);
  const style = { '--tone': line, '--fill': fill, '--pattern': pattern } as CSSProperties;
  return (
    <div className="column" style={style}>
      <h3>
        <span className="swatch" aria-hidden />
        {column.space?.name ?? t.door.elsewhere(column.entries.map(({ session }) => session))}
      </h3>
      {isBare(column) ? (
        <p className="free">{t.door.nothingHere}</p>
      ) : (
        <Sessions list={column} apart={column.space === null} />
      )}
    </div>
  );
}

interface SessionsProps {
  list: DoorList;
  /** Of the whole place: its spaces need no naming. */
  everywhere?: boolean;
  /** Under no space of the place: where it is needs saying. */
  apart?: boolean;
}

function Sessions({ list: { entries, more }, everywhere = false, apart = false }: SessionsProps) {
  return (
    <>
      <ul className="sessions">
        {entries.map((entry) => (
          <Session key={entry.session.id} entry={entry} everywhere={everywhere} apart={apart} />
        ))}
      </ul>
      {more === 0 ? null : <p className="more">{t.door.more(more)}</p>}
    </>
  );
}

function Session({
  entry: { session, moment, startsIn },
  everywhere,
  apart,
}: {
  entry: DoorEntry;
  everywhere: boolean;
  apart: boolean;
}) {
  const word = t.door.moment(moment, startsIn);
  const details = [
    (session.spaces.length > 1 && !everywhere) || apart ? listed(session.spaces) : '',
    apart && session.mode === 'on-site' ? session.placeText : '',
    session.mode === 'outside' ? session.placeText || t.door.modes.outside : '',
    session.mode === 'remote' || session.mode === 'hybrid' ? t.door.modes[session.mode] : '',
    session.facilitator === '' ? '' : t.door.with(session.facilitator),
    session.registration === undefined ? '' : t.door.registration[session.registration],
  ].filter((detail) => detail !== '');
  return (
    <li data-moment={moment} data-session={session.id}>
      <p className="time">
        <span>{timeRange(session.start, session.end)}</span>
        {word === '' ? null : <span className="moment">{word}</span>}
      </p>
      <p className="title" dir="auto">
        {session.title}
      </p>
      <p className="details">{details.join(`${NBSP}· `)}</p>
    </li>
  );
}
