/**
 * Colours of spaces and categories, from the Okabe–Ito palette (told apart by colour-blind people).
 * A colour never stands alone: each has a pattern, and each category and kind of booking has an icon
 * (`renderer/components/marks.tsx`). Text on its fill keeps at least 4.5:1 in both schemes (palette.test.ts).
 */
import type { SpaceColour } from '#shared/domain/place/model.ts';

export interface Tones {
  /** Background of a block. */
  fill: string;
  /** Border, bar or dot, at least 3:1 on the page. */
  line: string;
  /** Words on the fill. */
  text: string;
}

export const paletteTones: Record<SpaceColour, { light: Tones; dark: Tones }> = {
  blue: {
    light: { fill: '#dcebf5', line: '#0072b2', text: '#004a75' },
    dark: { fill: '#0e2f45', line: '#4fa3d8', text: '#b5dcf5' },
  },
  orange: {
    light: { fill: '#fbeecd', line: '#b37800', text: '#614300' },
    dark: { fill: '#43310a', line: '#e69f00', text: '#f8d58a' },
  },
  green: {
    light: { fill: '#d5efe6', line: '#008f68', text: '#00553e' },
    dark: { fill: '#0b3a2d', line: '#23b58b', text: '#a6e6cf' },
  },
  sky: {
    light: { fill: '#e0f1fb', line: '#2b86bd', text: '#0d4c70' },
    dark: { fill: '#153a50', line: '#56b4e9', text: '#c0e4fa' },
  },
  vermillion: {
    light: { fill: '#fae3d3', line: '#d05c00', text: '#7a3500' },
    dark: { fill: '#4a2408', line: '#e8772a', text: '#fbc7a3' },
  },
  purple: {
    light: { fill: '#f6e5ee', line: '#b4588c', text: '#78305a' },
    dark: { fill: '#45263a', line: '#cc79a7', text: '#f0c3dc' },
  },
  yellow: {
    light: { fill: '#fbf8cf', line: '#8f8500', text: '#575000' },
    dark: { fill: '#3d3a0a', line: '#d9cd2e', text: '#f3ec8c' },
  },
  grey: {
    light: { fill: '#e9e9e6', line: '#75756f', text: '#3f3f3b' },
    dark: { fill: '#33332f', line: '#96968e', text: '#dcdcd6' },
  },
};

export const paletteKeys = Object.keys(paletteTones) as SpaceColour[];
const isPaletteKey = (key: string): key is SpaceColour => key in paletteTones;

/** Drawn over the fill with the line colour, so that two colours differ in grey too. */
const patterns: Record<SpaceColour, string> = {
  blue: 'repeating-linear-gradient(45deg, var(--tone) 0 1px, transparent 1px 9px)',
  orange: 'radial-gradient(var(--tone) 1px, transparent 1.5px) 0 0 / 9px 9px',
  green: 'repeating-linear-gradient(0deg, var(--tone) 0 1px, transparent 1px 9px)',
  sky: 'repeating-linear-gradient(-45deg, var(--tone) 0 1px, transparent 1px 9px)',
  vermillion: 'repeating-linear-gradient(90deg, var(--tone) 0 1px, transparent 1px 9px)',
  purple: 'radial-gradient(circle, transparent 2px, var(--tone) 2px 3px, transparent 3px) 0 0 / 12px 12px',
  yellow:
    'repeating-linear-gradient(45deg, var(--tone) 0 1px, transparent 1px 10px), repeating-linear-gradient(-45deg, var(--tone) 0 1px, transparent 1px 10px)',
  grey: 'none',
};

export interface Swatch extends Tones {
  key: SpaceColour;
  /** CSS `background`, to draw under the words at low opacity (set `--tone` to `line`). */
  pattern: string;
}

/** How a colour key is drawn; the values are CSS variables that follow the colour scheme. Unknown keys are grey. */
export function swatch(key: string | undefined): Swatch {
  const known = key !== undefined && isPaletteKey(key) ? key : 'grey';
  return {
    key: known,
    fill: `var(--tone-${known}-fill)`,
    line: `var(--tone-${known}-line)`,
    text: `var(--tone-${known}-text)`,
    pattern: patterns[known],
  };
}

/** The variables that `swatch` points at, for one scheme. */
export function toneVariables(scheme: 'light' | 'dark'): Record<string, string> {
  return Object.fromEntries(
    paletteKeys.flatMap((key) => {
      const { fill, line, text } = paletteTones[key][scheme];
      return [
        [`--tone-${key}-fill`, fill],
        [`--tone-${key}-line`, line],
        [`--tone-${key}-text`, text],
      ];
    }),
  );
}
