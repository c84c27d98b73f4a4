/** All the words on screen, one file per capability. Another language has files of the same names and shapes. */
export { app } from './app.ts';
export { catalogue } from './catalogue.ts';
export { door } from './door.ts';
export { exchange } from './exchange.ts';
export { forms } from './forms.ts';
export { notes } from './notes.ts';
export { place } from './place.ts';
export { planning } from './planning.ts';
export { programme } from './programme.ts';
export { quarter } from './quarter.ts';
export { rivals } from './rivals.ts';
export { team } from './team.ts';
export { threads } from './threads.ts';
export { timesheets } from './timesheets.ts';
export { today } from './today.ts';
export { vault } from './vault.ts';
