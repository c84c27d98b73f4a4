/** How what is published looks: the place's logo and colour, and colours kept readable whatever was chosen. */
import { z } from 'zod';

/** Most characters of a logo kept, as a data URL: every machine of the team holds it, and so does the web page. */
export const LOGO_MAX_LENGTH = 60_000;

export const look = z.object({
  /** A PNG or a JPEG as a data URL, or none. */
  logo: z
    .string()
    .max(LOGO_MAX_LENGTH)
    .regex(/^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=]+$/)
    .nullable(),
  /** `#rrggbb`. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  /** One line under the place's name: "Tiers-lieu des proches aidants". */
  tagline: z.string().trim().max(120),
  website: z.string().trim().max(200),
});
export type Look = z.infer<typeof look>;

const USUAL: Look = { logo: null, colour: '#165d57', tagline: '', website: '' };

/** Until the team chooses: no logo, the app's blue-green. */
export const lookOrUsual = (chosen: Look | undefined): Look => ({ ...USUAL, ...chosen });

type Rgb = readonly [number, number, number];

const rgbOf = (colour: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as never;
const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance (WCAG 2.2). */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(rgbOf(a)), luminance(rgbOf(b))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Least contrast of words on what is behind them. */
export const READABLE = 4.5;

/** White on the colour when it can be read, else black, which then can: no colour is in the way of both. */
export const textOn = (colour: string): string =>
  contrast('#ffffff', colour) >= READABLE ? '#ffffff' : '#000000';

/** The colour itself, or as little darker (on light paper) or lighter as words of it need to be read on `paper`. */
export function inkOn(paper: string, colour: string): string {
  const end: Rgb = luminance(rgbOf(paper)) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  const from = rgbOf(colour);
  for (let step = 0; step < 20; step += 1) {
    const mixed = hexOf(
      from.map((part, at) => part + ((end[at] ?? 0) - part) * (step / 20)) as unknown as Rgb,
    );
    if (contrast(mixed, paper) >= READABLE) return mixed;
  }
  return hexOf(end);
}
