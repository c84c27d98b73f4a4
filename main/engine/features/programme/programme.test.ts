import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ParamsOf } from '#shared/contract/index.ts';
import { createFileGrants } from '../../ground/file-grants.ts';
import { catalogueFeature } from '../catalogue/index.ts';
import { placeFeature } from '../place/index.ts';
import { planningFeature } from '../planning/index.ts';
import { meet, openPlaceBench } from '../testing.ts';
import { programmeFeature } from './index.ts';

const MARKER = 'ZQSECRETQZ';
const span = { from: '2027-01-01', to: '2027-03-31' };
const features = [placeFeature, catalogueFeature, planningFeature, programmeFeature];

function openBench(device = 'a') {
  const bench = openPlaceBench(device, features);
  const folder = mkdtempSync(path.join(tmpdir(), 'margelle-programme-'));
  const files = createFileGrants({ bytes: (length) => Buffer.alloc(length, `${device}${++grants}`) });
  bench.vault.files = files;
  return {
    ...bench,
    folder,
    toWrite: (name: string) => files.grant(path.join(folder, name), 'write'),
    toRead: (file: string) => files.grant(file, 'read'),
    written: (name: string) => readFileSync(path.join(folder, name), 'utf8'),
    close() {
      bench.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
let grants = 0;
let bench: ReturnType<typeof openBench>;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

const book = (over: {
  date?: string;
  start?: string;
  what: ParamsOf<'planning.create'>['what'];
  privateLabel?: string;
}) =>
  bench.done('planning.create', {
    slot: {
      date: over.date ?? '2027-01-12',
      start: over.start ?? '10:00',
      end: '18:00',
      spaces: ['space-salon'],
    },
    what: over.what,
    who: {},
    state: { status: 'confirmed' },
    acceptOutsideOpening: true,
    ...(over.privateLabel === undefined ? {} : { privateLabel: over.privateLabel }),
  });

/** One public session, and a week of what must not leave. */
async function fill() {
  await book({ what: { kind: 'session', title: 'Chorale', isPublic: true } });
  await book({ date: '2027-01-13', what: { kind: 'session', title: `Essai ${MARKER}` } });
  await book({ date: '2027-01-14', what: { kind: 'appointment' }, privateLabel: `Mme ${MARKER}` });
  await book({
    date: '2027-01-15',
    what: { kind: 'meeting', title: MARKER, description: MARKER, isPublic: true },
  });
  await book({ date: '2027-01-18', what: { kind: 'private', title: MARKER, isPublic: true } });
  await book({ date: '2027-01-19', what: { kind: 'informal', title: MARKER, isPublic: true } });
  const hidden = await book({ date: '2027-01-20', what: { kind: 'session', title: MARKER, isPublic: true } });
  await bench.done('planning.cancel', { id: hidden.id, reason: MARKER });
}

test('the programme holds the public sessions of the planning and not a word of the rest', async () => {
  await fill();
  const programme = await bench.done('programme.get', span);
  expect(programme.sessions.map(({ title }) => title)).toEqual(['Chorale']);
  expect(programme.sessions[0]?.stampMs).toBe(bench.time.now);
  expect(programme).toMatchObject({
    ...span,
    today: '2027-01-12',
    place: { name: 'La Ressourcerie', logo: null },
  });
  expect(JSON.stringify(programme)).not.toContain(MARKER);
});

test('every file says the same, holds no confidential word, and is the same bytes the second time', async () => {
  // A week before: what is over is announced no more, and the day changes below.
  bench.time.now -= 7 * 86_400_000;
  await fill();
  const exports = {
    'a.ics': (file: string) => bench.done('programme.exportIcs', { file, ...span }),
    'a.html': (file: string) => bench.done('programme.exportPage', { file, ...span }),
    'a.txt': (file: string) => bench.done('programme.exportText', { file, ...span, kind: 'newsletter' }),
    'b.txt': (file: string) => bench.done('programme.exportText', { file, ...span, kind: 'social' }),
  };
  for (const [name, write] of Object.entries(exports)) {
    expect(await write(bench.toWrite(name)), name).toMatchObject({ sessions: 1 });
    const first = bench.written(name);
    expect(first, name).toContain('Chorale');
    expect(first, name).not.toContain(MARKER);
    bench.time.now += 86_400_000;
    await write(bench.toWrite(name));
    expect(bench.written(name), name).toBe(first);
  }
  const page = await bench.done('programme.exportPage', { file: bench.toWrite('a.html'), ...span });
  expect(page.bytes).toBe(Buffer.byteLength(bench.written('a.html')));
});

test('a file that was not granted for writing, and a folder that is gone, leave nothing', async () => {
  const notForWriting = bench.toRead(path.join(bench.folder, 'x.html'));
  expect(await bench.call('programme.exportPage', { file: notForWriting, ...span })).toEqual({
    ok: false,
    error: { tag: 'file_not_granted' },
  });
  const file = bench.toWrite(path.join('gone', 'x.html'));
  await expect(bench.call('programme.exportPage', { file, ...span })).rejects.toThrow('ENOENT');
});

test('a period that ends before it begins or lasts for years is refused', async () => {
  await expect(bench.call('programme.get', { from: '2027-02-01', to: '2027-01-01' })).rejects.toThrow(
    'not_a_range',
  );
  await expect(bench.call('programme.get', { from: '2027-01-01', to: '2029-01-01' })).rejects.toThrow(
    'not_a_range',
  );
});

const look = {
  logo: 'data:image/png;base64,AAAA',
  colour: '#aa3300',
  tagline: 'Tiers-lieu des proches aidants',
  website: 'www.laressourcerie.example',
};

test('the look is the team’s: another machine draws with it, and it can be taken back', async () => {
  const other = openBench('b');
  try {
    const { gestureId } = await bench.done('programme.saveLook', look);
    await Promise.resolve();
    expect(bench.emitted).toContain('place.changed');
    meet(bench, other);
    expect((await other.done('programme.get', span)).place).toMatchObject(look);
    await other.done('programme.exportPage', { file: other.toWrite('b.html'), ...span });
    expect(other.written('b.html')).toContain(look.tagline);
    await bench.done('planning.undo', { id: gestureId ?? '' });
    expect((await bench.done('programme.get', span)).place).toMatchObject({ logo: null, tagline: '' });
  } finally {
    other.close();
  }
});

test.each([
  ['a script', { logo: 'data:text/html;base64,AAAA' }],
  ['a drawing', { logo: 'data:image/svg+xml;base64,AAAA' }],
  ['an address', { logo: 'https://example.org/logo.png' }],
  ['too large an image', { logo: `data:image/png;base64,${'A'.repeat(200_000)}` }],
  ['a colour that would close the style', { colour: '#000}</style>' }],
])('%s is refused as a look', async (_, wrong) => {
  await expect(bench.call('programme.saveLook', { ...look, ...wrong })).rejects.toThrow();
});

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  Buffer.from('IHDR'),
  Buffer.from([0, 0, 0, 40, 0, 0, 0, 20, 8, 6, 0, 0, 0, 0, 0, 0, 0]),
]);

test('an image is told by its bytes; what is none, or too large, is refused without being read', async () => {
  bench.vault.files = { path: (token) => ({ ok: true, value: token }) };
  const folder = bench.folder;
  const big = path.join(folder, 'big.png');
  writeFileSync(big, png);
  // 80 MB that take no room: read whole, they would.
  truncateSync(big, 80 * 1024 * 1024);
  expect(await bench.call('programme.readImage', { file: big })).toMatchObject({
    ok: false,
    error: { tag: 'file_too_large', name: 'big.png' },
  });
  expect(await bench.call('programme.readImage', { file: path.join(folder, 'absent.png') })).toMatchObject({
    error: { tag: 'file_unreadable' },
  });
  expect(await bench.call('programme.readImage', { file: folder })).toMatchObject({
    error: { tag: 'file_unreadable' },
  });
});

test.each([
  ['an image whatever its name', 'logo.txt', png, undefined],
  ['a text named as an image', 'logo.png', Buffer.from('bonjour'), 'not_an_image'],
  ['an empty file', 'logo.png', Buffer.alloc(0), 'not_an_image'],
  [
    'an image that announces a thousand million pixels',
    'bomb.png',
    Buffer.concat([png.subarray(0, 16), Buffer.from([0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff]), png.subarray(24)]),
    'not_an_image',
  ],
])('%s', async (_, name, bytes, tag) => {
  const plain = openPlaceBench('c', features);
  try {
    const answer = await plain.call('programme.readImage', { file: plain.file(name, bytes) });
    if (tag === undefined)
      expect(answer).toEqual({
        ok: true,
        value: { name, dataUrl: `data:image/png;base64,${png.toString('base64')}` },
      });
    else expect(answer).toMatchObject({ ok: false, error: { tag, name } });
  } finally {
    plain.close();
  }
});
