/** Words of the screens of `renderer/features/programme`. */
export const programme = {
  title: 'Programme',
  detail: 'Faites connaître ce qui est au planning : affiche, programme, agenda, page web.',
};
