/** Words of the screens of `renderer/features/today`. */
export const today = {};
