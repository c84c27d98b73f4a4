/** All the words on screen, one file per capability. Another language is another object of type `Texts`. */
import { app } from './app.ts';
import { catalogue } from './catalogue.ts';
import { door } from './door.ts';
import { exchange } from './exchange.ts';
import { forms } from './forms.ts';
import { notes } from './notes.ts';
import { place } from './place.ts';
import { planning } from './planning.ts';
import { programme } from './programme.ts';
import { quarter } from './quarter.ts';
import { rivals } from './rivals.ts';
import { team } from './team.ts';
import { threads } from './threads.ts';
import { timesheets } from './timesheets.ts';
import { today } from './today.ts';
import { vault } from './vault.ts';

export const fr = {
  app,
  catalogue,
  door,
  exchange,
  forms,
  notes,
  place,
  planning,
  programme,
  quarter,
  rivals,
  timesheets,
  team,
  threads,
  today,
  vault,
};
export type Texts = typeof fr;
