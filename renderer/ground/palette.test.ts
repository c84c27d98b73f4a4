import { expect, test } from 'vitest';
import { paletteKeys, paletteTones } from './palette.ts';

const channel = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: string, other: string) => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const page = { light: '#fbf8f3', dark: '#211f1b' };

for (const scheme of ['light', 'dark'] as const) {
  test.each(paletteKeys)(`%s is readable in the ${scheme} scheme`, (key) => {
    const { fill, line, text } = paletteTones[key][scheme];
    expect(contrast(text, fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(line, page[scheme])).toBeGreaterThanOrEqual(3);
  });
}
