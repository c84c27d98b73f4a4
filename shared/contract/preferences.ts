/** How this person likes her screen. In this vault only: it follows her backups, not her colleagues. */
import { z } from 'zod';
import { method } from './method.ts';

const preferences = z.strictObject({
  colourScheme: z.enum(['auto', 'light', 'dark']),
  /** Words beside the icons of the navigation; null follows the width of the window. */
  navigation: z.enum(['words', 'icons']).nullable(),
});
export type Preferences = z.infer<typeof preferences>;

export const preferencesMethods = {
  'preferences.get': method<Preferences>()('unlocked', z.strictObject({})),
  /** Only what is given is changed. */
  'preferences.save': method<Preferences>()('unlocked', preferences.partial()),
};
