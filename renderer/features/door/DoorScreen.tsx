/** The screen at the entrance: what is on today and tomorrow, space by space, for whoever pushes the door. */
import { type CSSProperties, useEffect, useState } from 'react';
import type { KnownProgramme } from '#shared/contract/shell.ts';
import { type DoorView, doorView, type WallNow } from '#shared/domain/programme/door.ts';
import { fromMinutes } from '#shared/domain/time/wall.ts';
import { capitalised, longDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Day } from './Day.tsx';
import { LeaveButton } from './LeaveButton.tsx';
import { useFit } from './use-fit.ts';
import { useWallClock } from './use-wall-clock.ts';

export function DoorScreen() {
  const [known, setKnown] = useState<KnownProgramme | null>(null);
  useEffect(() => window.porte.onProgramme(setKnown), []);
  if (known === null) return null;
  return <Known known={known} />;
}

function Known({ known: { programme, knownAt, live } }: { known: KnownProgramme }) {
  const { place } = programme;
  const now = useWallClock(place.zone);
  const { box, shown, scale } = useFit(doorView(programme, now));
  const style = { '--place': place.colour, '--scale': scale } as CSSProperties;

  return (
    <div className="door" style={style}>
      <header className="head">
        {place.logo === null ? null : <img className="logo" src={place.logo} alt="" />}
        <div className="place">
          <h1>{place.name}</h1>
          {place.tagline === '' ? null : <p>{place.tagline}</p>}
        </div>
        <Clock now={now} />
      </header>
      <main className="board" ref={box}>
        <Days view={shown} />
      </main>
      <footer className="foot">
        <p>{live ? null : t.door.knownAt(knownAt)}</p>
        <LeaveButton />
      </footer>
    </div>
  );
}

function Clock({ now }: { now: WallNow }) {
  const [hours, minutes] = fromMinutes(now.time).split(':');
  return (
    <div className="clock">
      <p className="hour">
        <time dateTime={`${now.date}T${hours}:${minutes}`}>{t.door.clock(Number(hours), minutes ?? '')}</time>
      </p>
      <p className="date">{capitalised(longDate(now.date))}</p>
    </div>
  );
}

function Days({ view: { today, tomorrow, upcoming } }: { view: DoorView }) {
  return (
    <>
      <Day day={today} which="today" />
      <Day day={tomorrow} which="tomorrow" />
      {upcoming === null ? null : (
        <p className="upcoming">
          {t.door.upcoming} <strong>{t.door.session(upcoming)}</strong>
        </p>
      )}
    </>
  );
}
