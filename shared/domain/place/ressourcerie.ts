/**
 * Words of the profile La Ressourcerie that other places do not have. Vaults made when Margelle gave them to every place hold
 * none of their own: they go on with these until their team changes them (`storedSettings` of `model.ts`).
 */

/** What it calls a volunteer who runs activities. */
export const VOLUNTEER_TITLE = 'Sourcière ou sourcier qui anime';

/** Their order is that of the programme. */
export const CATEGORIES = [
  { id: 'physical', name: 'Activité physique', colour: 'green' },
  { id: 'well-being', name: 'Bien-être', colour: 'purple' },
  { id: 'leisure', name: 'Loisirs', colour: 'orange' },
  { id: 'practical', name: 'Pratique', colour: 'blue' },
  { id: 'convivial', name: 'Convivialité', colour: 'vermillion' },
  { id: 'talk', name: 'Échanges', colour: 'sky' },
] as const;

export const colourOfCategory = (id: string) => CATEGORIES.find((one) => one.id === id)?.colour ?? 'grey';
