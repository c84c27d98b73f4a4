import { it } from 'vitest';
import { type FileBeside, filesBeside, survivesDamage } from './testing-damage.ts';

it.each(Object.keys(filesBeside) as FileBeside[])(
  'a damaged %s loses nothing, and is told as what it is',
  (which) => survivesDamage(which, 25),
);
