/** Words of the screens of `renderer/features/quarter`. */
export const quarter = {
  title: 'Trimestre',
  detail: 'Composez trois mois d’un coup, puis publiez-les en un geste.',
};
