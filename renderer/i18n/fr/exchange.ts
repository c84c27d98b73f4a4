/** Words of the screens of `renderer/features/exchange`. */
export const exchange = {};
