/** Engines of one team on one machine, over real TLS sockets: joining and sharing. */
import { afterEach, describe, expect, it } from 'vitest';
import { allShow, type Bench, book, createBench } from './testing.ts';

let bench: Bench;
afterEach(() => bench.close());

describe('a team of two', () => {
  it('joins by an invitation and four words, and sees the same planning in both directions', async () => {
    bench = createBench();
    const claire = await bench.founder();
    await book(claire, 'Avant');
    const nadia = await bench.joins(claire, {
      name: 'Nadia',
      role: 'communication',
      circles: ['team', 'welcome'],
    });
    await allShow([nadia], ['Avant']);
    await book(nadia, 'Après', 14);
    await allShow([claire], ['Après', 'Avant']);
    const overview = await claire.done('team.overview', {});
    expect(
      overview.devices.map(({ label, circles }) => [label, circles.map(({ name }) => name)]),
    ).toContainEqual(['Poste de Nadia', ['team', 'welcome']]);
  });
});
