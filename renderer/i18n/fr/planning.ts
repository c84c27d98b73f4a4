/** Words of the screens of `renderer/features/planning`. */
export const planning = {};
