/** Words of publishing a quarter, of taking it back, and of its review. */
import type { QuarterReview } from '#shared/domain/quarter/review.ts';
import { ago, counted, listed } from '../format.ts';
import { dateAndTimes, longDate } from './quarter-dates.ts';

const sessions = (count: number) => counted(count, 'séance', 'séances');
interface Done {
  created: number;
  changed: number;
  cancelled: number;
  leftAlone: number;
}
const summary = ({ created, changed, cancelled, leftAlone }: Done): string => {
  const parts = [
    ...(created > 0 ? [`${sessions(created)} au planning`] : []),
    ...(changed > 0 ? [`${counted(changed, 'modifiée', 'modifiées')}`] : []),
    ...(cancelled > 0 ? [`${counted(cancelled, 'annulée', 'annulées')}`] : []),
    ...(leftAlone > 0 ? [`${counted(leftAlone, 'laissée telle quelle', 'laissées telles quelles')}`] : []),
  ];
  return parts.length > 0 ? `Trimestre publié\u00a0: ${listed(parts)}.` : 'Trimestre publié.';
};

export const publishWords = {
  publish: {
    open: 'Publier…',
    openAgain: 'Publier les changements…',
    differences: (count: number) =>
      count === 1
        ? 'Une différence entre ce brouillon et le planning.'
        : `${count} différences entre ce brouillon et le planning.`,
    title: (quarter: string) => `Publier\u00a0: ${quarter}`,
    intro: 'Voici ce qui changera au planning, en une seule fois.',
    creates: (count: number) => (count === 1 ? '1 séance apparaît' : `${count} séances apparaissent`),
    changes: (count: number) => (count === 1 ? '1 séance change' : `${count} séances changent`),
    cancels: (count: number) => (count === 1 ? '1 séance est annulée' : `${count} séances sont annulées`),
    closures: (count: number) => (count === 1 ? '1 jour devient fermé' : `${count} jours deviennent fermés`),
    same: (count: number) => `${sessions(count)} déjà au planning, sans changement.`,
    waiting: (count: number) =>
      count === 1
        ? '1 date attend dans «\u00a0À replacer\u00a0»\u00a0: elle ne sera pas publiée.'
        : `${count} dates attendent dans «\u00a0À replacer\u00a0»\u00a0: elles ne seront pas publiées.`,
    none: 'Le planning dit déjà la même chose que ce brouillon.',
    byHand: (count: number) =>
      count === 1
        ? 'Une séance a été changée à la main depuis la publication'
        : `${count} séances ont été changées à la main depuis la publication`,
    byHandHint: 'Sans rien cocher, elles restent comme au planning.',
    overwrite: 'Remplacer par le brouillon',
    overwriteOf: (title: string, date: string) =>
      `Remplacer par le brouillon\u00a0: ${title}, ${longDate(date)}`,
    now: 'Au planning',
    draft: 'Dans le brouillon',
    cancelled: 'annulée',
    absent: 'n’y est plus',
    parts: { slot: 'date, heure ou espace', what: 'contenu', who: 'personnes', state: 'état' },
    differs: (parts: string[]) => `Change\u00a0: ${listed(parts)}`,
    moves: (from: string, to: string) => `${from} → ${to}`,
    day: (date: string, reason: string) => (reason ? `${longDate(date)}, ${reason}` : longDate(date)),
    more: (count: number) => `et ${count} de plus`,
    confirm: 'Publier',
    cancel: 'Pas maintenant',
    done: summary,
    published: (by: string, at: number) => `Publié par ${by}, ${ago(at)}.`,
    takeBack: 'Reprendre la publication',
    takeBackTitle: 'Reprendre la dernière publication\u00a0?',
    takeBackText:
      'Le planning redevient comme avant elle. Ce que quelqu’un a changé depuis reste. Le brouillon, lui, ne bouge pas.',
    takenBack: (restored: number, kept: number) =>
      kept === 0
        ? `Publication reprise\u00a0: ${sessions(restored)} comme avant.`
        : `Publication reprise\u00a0: ${sessions(restored)} comme avant, ${sessions(kept)} changées depuis et gardées.`,
    moment: (slot: { date: string; start: string; end: string }) =>
      dateAndTimes(slot.date, slot.start, slot.end),
  },
  review: {
    title: 'Bilan du trimestre',
    detail: 'Ce qui était prévu, ce qui a eu lieu.',
    empty: 'Le bilan vient avec la publication.',
    emptyExample:
      'Une fois le trimestre publié, chaque série dit combien de séances étaient prévues, tenues, annulées et pourquoi.',
    attendance: 'La fréquentation sera connue avec les inscriptions.',
    caption: 'Prévu et tenu, série par série',
    columns: {
      line: 'Série',
      planned: 'Prévues',
      held: 'Tenues',
      toCome: 'À venir',
      cancelled: 'Annulées',
      moved: 'Déplacées',
      cost: 'Coût tenu / prévu',
      reasons: 'Raisons des annulations',
    },
    total: 'Ensemble',
    reason: ({ reason, count }: QuarterReview['lines'][number]['reasons'][number]) =>
      `${reason || 'sans raison donnée'} (${count})`,
  },
};
