/**
 * Every dialog, panel, menu and small window of the app: where it is drawn, the screen it opens from, and the presses that
 * open it, one layer over the other. `e2e/dialogs.spec.ts` walks them, and holds that none of the sources is missing.
 */
import type { Locator } from '@playwright/test';
import { DEMO_PASSPHRASE } from '#shared/domain/demo/passphrase.ts';
import type { Found } from './founding.ts';

/** A key; what is pressed in what is in front, by what a screen reader says of it; what is typed there. */
export type Press =
  | { key: string }
  | { button: string | RegExp }
  | { find: (within: Locator) => Locator }
  | { field: string; text: string }
  | { tick: string };

export interface Layer {
  /** Which dialog of which file: its path in renderer/, `#`, and its number in the file. */
  drawn: string;
  presses: readonly Press[];
  /** What was in front goes when this comes. */
  instead?: boolean;
}

export interface Way {
  name: string;
  /** The address it opens from. */
  at(found: Found): string;
  /** From the lowest. */
  layers: readonly Layer[];
}

const key = (name: string): Press => ({ key: name });
const button = (name: string | RegExp): Press => ({ button: name });
const find = (how: (within: Locator) => Locator): Press => ({ find: how });
const type = (field: string, text: string): Press => ({ field, text });
const layer = (drawn: string, ...presses: Press[]): Layer => ({ drawn: `features/${drawn}`, presses });
const way = (name: string, at: string | Way['at'], ...layers: Layer[]): Way => ({
  name,
  at: typeof at === 'string' ? () => at : at,
  layers,
});

/** The first thing of a list that can be changed. */
const edit = button(/^Modifier /);
const archive = button(/^Archiver$/);
const remove = button(/^Supprimer$/);

const search: Layer = { drawn: 'app/Search.tsx#1', presses: [key('Control+k')] };
/** The address opens it. */
const booking = layer('planning/BookingPanel.tsx#1');
const newBooking = layer('planning/BookingPanel.tsx#1', key('n'));
const cancelling = layer('planning/panel/EditBooking.tsx#1', button('Annuler la réservation'));
const line = layer(
  'quarter/QuarterPanels.tsx#1',
  find((within) => within.locator('[data-line][data-week="-1"]').first()),
);
const slotOf = (start: string, end: string): Press[] => [
  type('Ou un titre', 'Essai'),
  type('Début', start),
  type('Fin', end),
  { tick: 'Salon' },
  button(/^Réserver/),
];

const planning: Way[] = [
  way('the history', 'planning?view=week', layer('planning/FeedDrawer.tsx#1', key('h'))),
  way('the keys', 'planning?view=week', layer('planning/Shortcuts.tsx#1', key('?'))),
  way('the filters', 'planning?view=week', layer('planning/Toolbar.tsx#1', button('Filtres'))),
  way(
    'more of a day',
    ({ today }) => `planning?view=month&date=${today}`,
    layer(
      'planning/MonthView.tsx#1',
      find((within) => within.getByText(/^\+\d+$/).first()),
    ),
  ),
  way('the search over a new booking', 'planning?view=week', newBooking, search),
  way(
    'a series cancelled',
    ({ session }) => session,
    booking,
    cancelling,
    layer('planning/scope.tsx#1', button('Annuler la réservation')),
  ),
  way(
    'a series changed',
    ({ session }) => session,
    booking,
    layer('planning/scope.tsx#1', type('Ou un titre', 'Autre titre'), button(/^Enregistrer/)),
  ),
  way(
    'a taken slot',
    ({ day }) => day,
    newBooking,
    layer('planning/attempts.tsx#1', ...slotOf('10h', '11h')),
  ),
  way(
    'outside the hours',
    ({ day }) => day,
    newBooking,
    layer('planning/attempts.tsx#2', ...slotOf('6h', '7h')),
  ),
  way('both kept', 'a-regler', layer('planning/to-settle.tsx#1', button('Garder les deux'))),
  way('one cancelled', 'a-regler', layer('planning/to-settle.tsx#2', button('Annuler'))),
];

const place: Way[] = [
  way('a new space', 'lieu?tab=espaces', layer('place/SpacePanel.tsx#1', button('Ajouter un espace'))),
  way(
    'a space',
    'lieu?tab=espaces',
    layer('place/SpacePanel.tsx#1', edit),
    layer('place/SpacePanel.tsx#2', archive),
  ),
  way(
    'equipment',
    'lieu?tab=espaces',
    layer(
      'place/EquipmentPanel.tsx#1',
      find((within) => within.getByRole('button', { name: /^Modifier / }).last()),
    ),
    layer('place/EquipmentPanel.tsx#2', remove),
  ),
  way(
    'hours',
    'lieu?tab=horaires',
    layer('place/OpeningPanel.tsx#1', edit),
    layer('place/OpeningPanel.tsx#2', remove),
  ),
  way(
    'a closure',
    'lieu?tab=fermetures',
    layer('place/ExceptionPanel.tsx#1', edit),
    layer('place/ExceptionPanel.tsx#2', remove),
  ),
  way(
    'a new closure',
    'lieu?tab=fermetures',
    layer('place/ExceptionPanel.tsx#1', button('Ajouter une fermeture')),
  ),
  way(
    'school holidays',
    'lieu?tab=vacances',
    layer('place/SchoolHolidayPanel.tsx#1', edit),
    layer('place/SchoolHolidayPanel.tsx#2', remove),
  ),
  way(
    'the school calendar',
    'lieu?tab=vacances',
    layer('place/SchoolImportPanel.tsx#1', button('Importer le calendrier officiel')),
  ),
  way(
    'a host',
    'lieu?tab=equipe',
    layer('place/HostPanel.tsx#1', edit),
    layer('place/HostPanel.tsx#2', archive),
  ),
];

const catalogue: Way[] = [
  way(
    'an activity',
    'activites',
    layer('catalogue/ActivityPanel.tsx#1', edit),
    layer('catalogue/ActivityPanel.tsx#2', archive),
  ),
  way('the categories', 'activites', layer('catalogue/CategoriesPanel.tsx#1', button('Catégories'))),
  way(
    'a facilitator',
    'activites?tab=intervenants',
    layer('catalogue/FacilitatorPanel.tsx#1', edit),
    layer('catalogue/FacilitatorPanel.tsx#2', archive),
  ),
];

const quarter: Way[] = [
  way('a new quarter', 'trimestre', layer('quarter/CreateQuarter.tsx#1', button('Composer un trimestre'))),
  way(
    'a line',
    ({ draft }) => draft,
    line,
    layer('quarter/line/LinePanel.tsx#1', button('Supprimer la ligne')),
  ),
  way(
    'a date',
    ({ draft }) => draft,
    layer(
      'quarter/QuarterPanels.tsx#2',
      find((within) => within.locator('button[data-date]').first()),
    ),
  ),
  way('publishing', ({ draft }) => draft, layer('quarter/publish/PublishDialog.tsx#1', button('Publier…'))),
  way(
    'a draft given up',
    ({ draft }) => draft,
    layer('quarter/publish/DraftBar.tsx#1', button('Autres gestes')),
    {
      ...layer(
        'quarter/publish/DraftBar.tsx#3',
        find((within) => within.getByRole('menuitem', { name: 'Abandonner ce brouillon' })),
      ),
      instead: true,
    },
  ),
  way(
    'a publication taken back',
    ({ published }) => published,
    layer('quarter/publish/DraftBar.tsx#1', button('Autres gestes')),
    {
      ...layer(
        'quarter/publish/DraftBar.tsx#2',
        find((within) => within.getByRole('menuitem', { name: 'Reprendre la publication' })),
      ),
      instead: true,
    },
  ),
  way(
    'the closed days of a quarter',
    ({ draft }) => `${draft}&tab=fermetures`,
    layer('quarter/closures/ClosurePanel.tsx#1', button('Ajouter une fermeture')),
  ),
  way(
    'the settings of a quarter',
    ({ draft }) => `${draft}&tab=chiffres`,
    layer('quarter/figures/SettingsPanel.tsx#1', button('Changer les hypothèses')),
  ),
  way(
    'the dates behind a number',
    ({ draft }) => `${draft}&tab=chiffres`,
    layer('quarter/figures/DatesBehind.tsx#1', button(/voir les dates$/)),
    {
      ...layer(
        'quarter/QuarterPanels.tsx#2',
        find((within) => within.getByRole('button').first()),
      ),
      instead: true,
    },
  ),
];

const others: Way[] = [
  way('the search', 'aujourdhui', search),
  way('the look of the programme', 'programme', layer('programme/LookPanel.tsx#1', button('Apparence'))),
  way('a note deleted', ({ note }) => note, layer('notes/NoteEditor.tsx#1', button('Effacer'))),
  way(
    'a booking for a note',
    ({ note }) => note,
    layer('notes/BookingLink.tsx#1', button('Lier à une réservation')),
  ),
  way(
    'a message deleted',
    'transmissions',
    layer('threads/MessageCard.tsx#1', button(/^Supprimer « ?Essai/)),
  ),
  way('an import taken back', 'import-export', layer('exchange/undo.tsx#1', button(/^Annuler cet import/)), {
    ...layer('exchange/undo.tsx#2', button('Annuler cet import')),
    instead: true,
  }),
  way(
    'a device',
    'equipe',
    layer('team/DevicePanel.tsx#1', button(/^Ouvrir/)),
    layer('team/Leaving.tsx#1', button('Quitter l’équipe')),
  ),
  way('an invitation', 'equipe', layer('team/InvitePanel.tsx#1', button('Inviter un poste'))),
  way('an earlier state', 'equipe', layer('team/GoBack.tsx#1', button('Revenir à un état antérieur…'))),
  way(
    'another passphrase',
    'reglages',
    layer('vault/settings/Passphrase.tsx#1', button('Changer la phrase de passe')),
  ),
  way(
    'another recovery code',
    'reglages',
    layer('vault/settings/Recovery.tsx#1', button('Créer un nouveau code')),
    layer(
      'vault/RecoverySheet.tsx#1',
      type('Phrase de passe', DEMO_PASSPHRASE),
      button('Créer un nouveau code'),
      button('Plus tard'),
    ),
  ),
  way('a backup restored', 'reglages', layer('vault/settings/Backups.tsx#1', button(/^Restaurer.*…$/))),
];

/** Asked about another machine of the team, and about a state that is kept after 400 changes: no demonstration has one. */
export const notWalked: readonly string[] = ['features/team/DevicePanel.tsx#2', 'features/team/GoBack.tsx#2'];

export const ways: readonly Way[] = [...planning, ...place, ...catalogue, ...quarter, ...others];
