/** Sixty invented activities, in every category. */
import type { Activity } from '../catalogue/activity.ts';
import { CATEGORIES } from '../place/ressourcerie.ts';

const SALON = 'space-salon';
const WORKSHOP = 'space-activites';

/** name · minutes · where (S salon, A activity room, O outside, R remote) · paid · facilitator's number or 0 */
const lines: Record<(typeof CATEGORIES)[number]['id'], string> = {
  physical: `Yoga doux·75·A·p·1|Pilates·60·A·p·2|Gymnastique douce·60·A·p·3|Qi gong·60·A·p·4|Marche sur les berges·90·O··0|Danse en cercle·60·A·p·5|Équilibre et prévention des chutes·60·A·p·3|Stretching du vendredi·45·A·p·2|Yoga sur chaise·60·A·p·1|Éveil corporel en ligne·45·R··1`,
  'well-being': `Sophrologie·60·A·p·6|Relaxation sonore·60·A·p·7|Automassage·60·A·p·8|Pause esthétique·90·S·p·9|Respirer, dormir·60·A·p·6|Réflexologie, découverte·60·A·p·8|Méditation guidée·45·A··0|Aromathérapie au quotidien·90·S·p·7|Rire ensemble·60·A·p·10|Sophrologie à distance·45·R··6`,
  leisure: `Atelier terre·120·A·p·11|Visite guidée du musée·120·O·p·12|Aquarelle·120·A·p·13|Couture et bavardages·120·S··0|Chorale·90·A·p·19|Jeux de société·120·S··0|Écriture·120·A·p·14|Photographie de quartier·150·O·p·18|Cuisine du marché·150·S·p·16|Vannerie·150·A·p·11|Cinéma du jeudi·120·A··0|Sortie au jardin botanique·150·O·p·12`,
  practical: `Coup de pouce numérique·90·A··0|Ma tablette sans stress·90·A·p·18|Zéro déchet à la maison·90·S·p·16|Réparer plutôt que jeter·120·A··0|Mes démarches en ligne·60·A··0|Cuisiner mixé et savoureux·120·S·p·16|Gestes et postures·90·A·p·3|Premiers secours·120·A·p·17|Aménager son logement·90·A··15|Budget du proche aidant·90·A··0`,
  convivial: `Repas partagé·120·S··0|Goûter du mercredi·90·S··0|Café d’accueil·60·S··0|Anniversaires du mois·90·S··0|Petit-déjeuner des sourciers·90·S··0|Soupe du soir·120·S··0|Fête de la place·180·S··0|Apéritif des voisins·90·S··0`,
  talk: `Rencontre-débat : le répit·90·A··15|Café des proches·90·S··0|Comprendre la maladie d’Alzheimer·90·A··17|Les aides, mode d’emploi·90·A··0|Parole de fratrie·90·A··20|Habilitation familiale : questions·90·A··15|Aider sans s’oublier·90·A··20|Le retour à domicile·90·A··17|Jeunes aidants·90·A··20|Conférence en ligne : sommeil·60·R··17`,
};

/** Where a session of the activity happens when the room says nothing. */
export type DemoWhere = 'room' | 'outside' | 'remote';

export interface DemoActivity {
  activity: Activity;
  where: DemoWhere;
}

export const demoActivities: DemoActivity[] = CATEGORIES.flatMap(({ id: category, colour }) =>
  lines[category].split('|').map((line, i): DemoActivity => {
    const [name = '', minutes = '60', where = 'A', paid = '', facilitator = '0'] = line.split('·');
    const inRoom = where === 'A' || where === 'S';
    return {
      where: where === 'O' ? 'outside' : where === 'R' ? 'remote' : 'room',
      activity: {
        id: `demo-${category}-${i + 1}`,
        name,
        category,
        description: `${name} : un temps pour soi, ouvert à toutes et à tous.`,
        defaultDurationMin: Number(minutes),
        spaces: inRoom ? [where === 'A' ? WORKSHOP : SALON] : [],
        setupMin: inRoom ? 15 : 0,
        airingMin: inRoom ? 15 : 0,
        capacityMin: category === 'convivial' ? undefined : 4,
        capacityMax: where === 'S' ? 20 : 12,
        fare: paid === 'p' ? { kind: 'standard' } : { kind: 'free' },
        registration: category === 'convivial' ? 'open' : 'required',
        facilitator: facilitator === '0' ? undefined : `facilitator-${facilitator}`,
        equipment: [],
        colour,
        isPublic: true,
        archived: false,
      },
    };
  }),
);
