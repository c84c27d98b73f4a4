import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileOf, isAllowedOutside, isOwnAddress } from './address.ts';

const root = path.resolve('/app/out/renderer');

describe('the app’s own address', () => {
  it.each(['app://margelle/', 'app://margelle/index.html', 'app://margelle/#/planning?x=1'])(
    'accepts %s',
    (address) => {
      expect(isOwnAddress(address)).toBe(true);
    },
  );
  it.each([
    '',
    'null',
    'about:blank',
    'app://margelle.evil/',
    'app://margelle@evil/',
    'app://evil@margelle/',
    'app://margelle:81/',
    'app:margelle',
    'apps://margelle/',
    'https://margelle/',
    'file:///app/out/renderer/index.html',
  ])('refuses %s', (address) => {
    expect(isOwnAddress(address)).toBe(false);
  });
});

describe('the file behind an address', () => {
  it('answers files of the folder, the root giving the page', () => {
    expect(fileOf('app://margelle/', root)).toBe(path.join(root, 'index.html'));
    expect(fileOf('app://margelle/assets/index-B_1x.js', root)).toBe(
      path.join(root, 'assets', 'index-B_1x.js'),
    );
    expect(fileOf('app://margelle/assets/a.js?v=1#x', root)).toBe(path.join(root, 'assets', 'a.js'));
  });
  it.each([
    'app://margelle/../main/index.js',
    'app://margelle/..%2fmain/index.js',
    'app://margelle/%2e%2e/main/index.js',
    'app://margelle/assets/..%5c..%5cmain',
    'app://margelle/%00',
    'app://margelle/C:/x',
    'app://margelle/.env',
    'app://margelle//etc/passwd',
    'app://margelle/%E0%A4%A',
    'app://other/index.html',
  ])('never leaves the folder: %s', (address) => {
    const file = fileOf(address, root);
    // A parser that resolves `..` itself leaves a harmless path of the folder; anything else is refused.
    expect(file === null || file.startsWith(root + path.sep)).toBe(true);
    expect(file === null || !file.includes('..')).toBe(true);
  });
});

describe('addresses the system may open', () => {
  it.each(['https://www.cnil.fr/', 'mailto:equipe@example.org'])('accepts %s', (address) => {
    expect(isAllowedOutside(address)).toBe(true);
  });
  it.each([
    'http://x.fr',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://a:b@x.fr',
    'ms-word:x',
    'https://',
    '',
    '\\\\host\\share',
  ])('refuses %s', (address) => {
    expect(isAllowedOutside(address)).toBe(false);
  });
});
